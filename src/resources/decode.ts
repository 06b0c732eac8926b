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

/**
 * Checks that a decoded document is an API object and gives its objects: the items of a List, else itself. Throws
 * CliError in the words of kubectl's decoder (without the name of the source); null documents give nothing.
 */
export function decodeObjects(document: Json): KubeObject[] {
  if (document === null) return [];
  if (!isObject(document)) {
    throw new CliError(`json: cannot unmarshal ${typeWord(document)} into Go value of type unstructured.detector`);
  }
  if (typeof document.kind !== "string" || document.kind === "" || !isApiVersion(document.apiVersion)) {
    throw new CliError(`Object 'Kind' is missing in '${writeJson(document)}'`);
  }
  const { items } = document;
  if (items !== undefined && items !== null && (Array.isArray(items) || document.kind.endsWith("List"))) {
    return listItems(document, items);
  }
  if (document.kind === "List") return [];
  checkMetadata(document);
  return [document];
}

const isApiVersion = (value: Json | undefined): boolean =>
  value === undefined || typeof value !== "string" || readGroupVersion(value) !== undefined;

function listItems(list: JsonObject, items: Json): KubeObject[] {
  if (!Array.isArray(items)) throw mismatch(items, "decodeList.items", "[]json.RawMessage");
  const itemKind = String(list.kind).replace(/List$/, "");
  return items.flatMap((item) => {
    if (!isObject(item)) {
      throw new CliError(`json: cannot unmarshal ${typeWord(item)} into Go value of type map[string]interface {}`);
    }
    // Items of a typed list may leave out what the list already says.
    const named = itemKind ? { apiVersion: list.apiVersion as Json, kind: itemKind, ...item } : item;
    return decodeObjects(named);
  });
}

const STRINGS: Readonly<Record<string, string>> = {
  name: "string",
  generateName: "string",
  namespace: "string",
  selfLink: "string",
  uid: "types.UID",
  resourceVersion: "string",
};

/** The types of metadata's own fields; everything else is the server's to judge. */
function checkMetadata(object: KubeObject): void {
  const { apiVersion, metadata } = object;
  if (apiVersion !== undefined && apiVersion !== null && typeof apiVersion !== "string") {
    throw mismatch(apiVersion, "metadataOnlyObject.TypeMeta.apiVersion", "string");
  }
  if (metadata === undefined || metadata === null) return;
  if (!isObject(metadata)) throw mismatch(metadata, "metadataOnlyObject.metadata", "v1.ObjectMeta");
  for (const [field, type] of Object.entries(STRINGS)) {
    const value = metadata[field];
    if (value !== undefined && value !== null && typeof value !== "string") {
      throw mismatch(value, `ObjectMeta.metadata.${field}`, type);
    }
  }
  checkStringMap(metadata, "labels");
  checkStringMap(metadata, "annotations");
  checkList(metadata, "finalizers", "[]string", "string", (item) => typeof item === "string");
  checkList(metadata, "ownerReferences", "[]v1.OwnerReference", "v1.OwnerReference", isObject);
  checkList(metadata, "managedFields", "[]v1.ManagedFieldsEntry", "v1.ManagedFieldsEntry", isObject);
  checkTime(metadata.creationTimestamp);
  checkInteger(metadata, "generation");
  checkInteger(metadata, "deletionGracePeriodSeconds");
}

function checkStringMap(metadata: JsonObject, field: string): void {
  const map = metadata[field];
  if (map === undefined || map === null) return;
  if (!isObject(map)) throw mismatch(map, `ObjectMeta.metadata.${field}`, "map[string]string");
  for (const value of Object.values(map)) {
    if (value !== null && typeof value !== "string") throw mismatch(value, `ObjectMeta.metadata.${field}`, "string");
  }
}

function checkList(
  metadata: JsonObject,
  field: string,
  listType: string,
  itemType: string,
  fits: (item: Json) => boolean,
): void {
  const list = metadata[field];
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) throw mismatch(list, `ObjectMeta.metadata.${field}`, listType);
  const wrong = list.find((item) => item !== null && !fits(item));
  if (wrong !== undefined) throw mismatch(wrong, `ObjectMeta.metadata.${field}`, itemType);
}

function checkTime(value: Json | undefined): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "string") throw mismatch(value, "ObjectMeta.metadata.creationTimestamp", "string");
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
