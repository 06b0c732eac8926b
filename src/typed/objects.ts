import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import { readGroupVersion } from "../core/names.ts";
import { apiVersionOf, isObject, type Json, type JsonObject, type KubeObject, kindOf } from "../core/object.ts";
import { formed } from "./form.ts";
import { valueWord } from "./mistake.ts";
import { kindKey } from "./structs.ts";

const SCHEME = 'scheme "pkg/runtime/scheme.go:111"';

/** Whether kubectl has a Go type for a kind; custom resources have none. */
export const isKnown = (apiVersion: string, kind: string): boolean => kindKey(apiVersion, kind) !== undefined;

/** kubectl's error for a kind without a Go type. */
export const unknownKind = (apiVersion: string, kind: string): CliError =>
  new CliError(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in ${SCHEME}`);

/** The object as its Go type writes it; throws for unknown kinds and values of wrong types. */
export function typed(object: KubeObject, sorted = true): KubeObject {
  const key = kindKey(apiVersionOf(object), kindOf(object));
  if (key === undefined) throw unknownKind(apiVersionOf(object), kindOf(object));
  return key === "" ? object : formed(object, key, sorted);
}

/** "*v1.ConfigMap": how Go's %T calls an object. */
export const goTypeName = (object: KubeObject): string =>
  `*${readGroupVersion(apiVersionOf(object))?.version ?? ""}.${kindOf(object)}`;

/** What one document of a manifest gives. */
export interface TypedDocument {
  readonly objects: readonly KubeObject[];
  readonly isList: boolean;
  readonly errors: readonly CliError[];
}

/**
 * Decodes a document as the commands do that know their kinds: an object, or the items of a list, lists in lists
 * included. `json` is its text where it was JSON. Throws CliError in the decoder's words, without the name of the source.
 */
export function decodeTyped(document: Json, json?: string): TypedDocument {
  if (document === null) return { objects: [], isList: false, errors: [] };
  const object = typed(checkedHead(document, json), json === undefined);
  if (!kindOf(object).endsWith("List") || !("items" in object)) return { objects: [object], isList: false, errors: [] };
  const { objects, errors } = itemsOf(object, json === undefined);
  // As kubectl: one bad item spoils its list.
  return { objects: errors.length > 0 ? [] : objects, isList: true, errors };
}

const HEAD = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

function checkedHead(document: Json, json?: string): KubeObject {
  const head = (value: Json, where: string) =>
    new CliError(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${valueWord(value)} into ${where}`,
    );
  if (!isObject(document)) throw head(document, `Go value of type ${HEAD}`);
  for (const field of ["apiVersion", "kind"]) {
    const value = document[field];
    if (value !== undefined && value !== null && typeof value !== "string") {
      throw head(value, `Go struct field .${field} of type string`);
    }
  }
  const version = apiVersionOf(document);
  if (!readGroupVersion(version)) throw new CliError(`unexpected GroupVersion string: ${version}`);
  const missing = kindOf(document) === "" ? "Kind" : version === "" ? "apiVersion" : "";
  if (missing) throw new CliError(`Object '${missing}' is missing in '${json ?? writeJson(document)}'`);
  return document;
}

interface Items {
  readonly objects: KubeObject[];
  readonly errors: CliError[];
}

function itemsOf(list: JsonObject, sorted: boolean): Items {
  const found: Items = { objects: [], errors: [] };
  const items = Array.isArray(list.items) ? list.items : [];
  const isMixed = kindOf(list) === "List";
  for (const item of items) {
    try {
      if (isMixed) add(found, mixedItem(item, sorted));
      else found.objects.push(withHead(item as JsonObject, list));
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      found.errors.push(new CliError(error.message, { prefix: "" }));
    }
  }
  return found;
}

function add(found: Items, { objects, errors }: Items): void {
  found.objects.push(...objects);
  found.errors.push(...errors);
}

function mixedItem(item: Json, sorted: boolean): Items {
  if (item === null) {
    throw new CliError("unable to get type info from the object %!q(<nil>): expected pointer, but got invalid kind");
  }
  const object = checkedHead(item);
  if (!isKnown(apiVersionOf(object), kindOf(object))) {
    throw new CliError(
      `unable to get type info from the object "*runtime.Unknown": no kind is registered for the type runtime.Unknown in ${SCHEME}`,
    );
  }
  const whole = typed(object, sorted);
  return kindOf(whole).endsWith("List") && "items" in whole ? itemsOf(whole, sorted) : { objects: [whole], errors: [] };
}

/** Items of a list of one kind need not name it. */
const withHead = (item: JsonObject, list: JsonObject): KubeObject => ({
  kind: kindOf(list).replace(/List$/, ""),
  apiVersion: apiVersionOf(list),
  ...item,
});
