import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import { readGroupVersion } from "../core/names.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../core/object.ts";

/** Go's name for a value's JSON type, as its decoder's errors say it. */
function typeWord(value: Json): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" ? "number" : typeof value;
}

const mismatch = (value: Json, field: string, type: string): CliError =>
  new CliError(`json: cannot unmarshal ${typeWord(value)} into Go struct field ${field} of type ${type}`);

/** The API objects of one document. */
export interface Decoded {
  readonly objects: readonly KubeObject[];
  /** They were items of a List. */
  readonly isList: boolean;
  /** What is wrong with single items; the others stand. */
  readonly errors: readonly CliError[];
}

/**
 * Checks that a decoded document is an API object and gives its objects: the items of whatever has `items`, else itself.
 * Throws CliError in the words of kubectl's decoder (without the name of the source; `json` is the text that it quotes); null
 * documents give nothing.
 */
export function decodeObjects(document: Json, json?: string): Decoded {
  if (document === null) return { objects: [], isList: false, errors: [] };
  const object = withKind(document, json);
  if (object.items !== undefined) return listItems(object, object.items);
  checkMetadata(object);
  return { objects: [object], isList: false, errors: [] };
}

/** The document as an API object; throws kubectl's error when it is none, or has no kind. */
export function withKind(document: Json, json?: string): KubeObject {
  if (!isObject(document)) {
    throw new CliError(`json: cannot unmarshal ${typeWord(document)} into Go value of type unstructured.detector`);
  }
  if (!hasKind(document)) throw new CliError(`Object 'Kind' is missing in '${json ?? writeJson(document)}'`);
  return document;
}

const hasKind = ({ kind, apiVersion }: JsonObject): boolean =>
  typeof kind === "string" &&
  kind !== "" &&
  (typeof apiVersion !== "string" || readGroupVersion(apiVersion) !== undefined);

function listItems(list: JsonObject, items: Json): Decoded {
  if (items === null) return { objects: [], isList: true, errors: [] };
  if (!Array.isArray(items)) throw mismatch(items, "decodeList.items", "[]json.RawMessage");
  const objects: KubeObject[] = [];
  const errors: CliError[] = [];
  for (const item of items) {
    if (item !== null && !isObject(item)) {
      throw new CliError(`json: cannot unmarshal ${typeWord(item)} into Go value of type map[string]interface {}`);
    }
    const object = typedItem(item ?? {}, list);
    if (hasKind(object) && object.items !== undefined) throw new NestedListError();
    const error = itemError(object);
    if (error) errors.push(error);
    else objects.push(object);
  }
  return { objects, isList: true, errors };
}

/** A List in a List, which kubectl refuses as a whole. */
export class NestedListError extends CliError {
  constructor() {
    super("*unstructured.Unstructured is not a list: no Items field in this object");
  }
}

/** Items may leave out what the list already says: the kind before "List". */
function typedItem(item: JsonObject, list: JsonObject): KubeObject {
  const itemKind = String(list.kind).replace(/List$/, "");
  if (!itemKind || item.kind || item.apiVersion) return item;
  return { ...item, apiVersion: list.apiVersion ?? "", kind: itemKind };
}

function itemError(object: KubeObject): CliError | undefined {
  const missing = !hasKind(object)
    ? "Object 'Kind' is missing in 'object has no kind field '"
    : !object.apiVersion && "Object 'apiVersion' is missing in 'object has no apiVersion field'";
  if (!missing) return undefined;
  return new CliError(`unable to get type info from the object "*unstructured.Unstructured": ${missing}`, {
    prefix: "",
  });
}

type Check = (metadata: JsonObject, field: string) => void;

const isText =
  (type: string): Check =>
  (metadata, field) => {
    const value = metadata[field];
    if (value !== undefined && value !== null && typeof value !== "string") {
      throw mismatch(value, `ObjectMeta.metadata.${field}`, type);
    }
  };

const isList =
  (type: string, fits: (item: Json) => boolean): Check =>
  (metadata, field) =>
    checkList(metadata, field, type, fits);

/** The types of metadata's own fields, in the order in which kubectl meets them; everything else is the server's to judge. */
const FIELDS: Readonly<Record<string, Check>> = {
  annotations: checkStringMap,
  deletionGracePeriodSeconds: checkInteger,
  finalizers: isList("string", (item) => typeof item === "string"),
  generateName: isText("string"),
  generation: checkInteger,
  labels: checkStringMap,
  managedFields: isList("v1.ManagedFieldsEntry", isObject),
  name: isText("string"),
  namespace: isText("string"),
  ownerReferences: isList("v1.OwnerReference", isObject),
  resourceVersion: isText("string"),
  selfLink: isText("string"),
  uid: isText("types.UID"),
};

function checkMetadata(object: KubeObject): void {
  const { apiVersion, metadata } = object;
  // A bad time ends the reading; other mistakes are told when all is read.
  if (isObject(metadata)) for (const field of ["creationTimestamp", "deletionTimestamp"]) checkTime(metadata, field);
  if (apiVersion !== undefined && apiVersion !== null && typeof apiVersion !== "string") {
    throw mismatch(apiVersion, "metadataOnlyObject.TypeMeta.apiVersion", "string");
  }
  if (metadata === undefined || metadata === null) return;
  if (!isObject(metadata)) throw mismatch(metadata, "metadataOnlyObject.metadata", "v1.ObjectMeta");
  for (const [field, check] of Object.entries(FIELDS)) check(metadata, field);
}

function checkStringMap(metadata: JsonObject, field: string): void {
  const map = metadata[field];
  if (map === undefined || map === null) return;
  if (!isObject(map)) throw mismatch(map, `ObjectMeta.metadata.${field}`, "map[string]string");
  for (const value of Object.values(map)) {
    if (value !== null && typeof value !== "string") throw mismatch(value, `ObjectMeta.metadata.${field}`, "string");
  }
}

function checkList(metadata: JsonObject, field: string, itemType: string, fits: (item: Json) => boolean): void {
  const list = metadata[field];
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) throw mismatch(list, `ObjectMeta.metadata.${field}`, `[]${itemType}`);
  const wrong = list.find((item) => item !== null && !fits(item));
  if (wrong !== undefined) throw mismatch(wrong, `ObjectMeta.metadata.${field}`, itemType);
}

function checkTime(metadata: JsonObject, field: string): void {
  const value = metadata[field];
  if (value === undefined || value === null) return;
  if (typeof value !== "string") throw mismatch(value, `ObjectMeta.metadata.${field}`, "string");
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) return;
  const layout = "2006-01-02T15:04:05Z07:00";
  throw new CliError(
    `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse ${JSON.stringify(value)} as "2006"`,
  );
}

function checkInteger(metadata: JsonObject, field: string): void {
  const value = metadata[field];
  if (value === undefined || value === null || typeof value === "bigint" || Number.isInteger(value)) return;
  if (typeof value !== "number") throw mismatch(value, `ObjectMeta.metadata.${field}`, "int64");
  throw new CliError(
    `json: cannot unmarshal number ${value} into Go struct field ObjectMeta.metadata.${field} of type int64`,
  );
}
