import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { checkDepth } from "../depth.ts";
import { PatchError } from "../error.ts";
import { own, put } from "../own.ts";
import {
  asAddition,
  asList,
  asNewList,
  DELETE_VALUES,
  PATCH,
  RETAIN_KEYS,
  SET_ORDER,
  subjectOf,
  unknownDirective,
} from "./directives.ts";
import { checkOrder, type Merged, mergeElements, mergeValues, withoutValues } from "./list.ts";
import { arrange } from "./order.ts";
import { lookUp, type PatchField, type PatchType } from "./type.ts";

/**
 * Applies a strategic merge patch with all its directives, as the API server and `patch --type=strategic` do. Shares what
 * it does not change with both arguments; throws PatchError in Kubernetes' words.
 */
export function applyStrategicPatch(object: JsonObject, patch: Json, type: PatchType): JsonObject {
  if (patch === null) return object;
  if (!isObject(patch)) throw new PatchError("invalid JSON document", 400);
  checkDepth(patch);
  return mergeObject(object, patch, type);
}

function mergeObject(original: JsonObject, patch: JsonObject, type: PatchType): JsonObject {
  const directive = own(patch, PATCH);
  if (directive === "delete") return {};
  if (directive === "replace") return without(patch, (key) => key === PATCH);
  if (directive !== undefined) throw unknownDirective(patch);
  const merged = retain(original, patch);
  const ordered = orderLists(merged, patch, type);
  for (const [key, value] of Object.entries(patch))
    if (key.startsWith(DELETE_VALUES)) deleteValues(merged, subjectOf(key, DELETE_VALUES), value, type);
  for (const [key, value] of Object.entries(patch))
    if (!isDirective(key) && !ordered.has(key)) mergeField(merged, key, value, type);
  return merged;
}

const isDirective = (key: string): boolean =>
  key === RETAIN_KEYS || key.startsWith(SET_ORDER) || key.startsWith(DELETE_VALUES);

const without = (object: JsonObject, isGone: (key: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !isGone(key)));

/** A copy of the object with only the keys that $retainKeys names; all keys when the directive is absent. */
function retain(original: JsonObject, patch: JsonObject): JsonObject {
  const list = own(patch, RETAIN_KEYS);
  if (list === undefined) return { ...original };
  const keys = new Set(Array.isArray(list) ? list : []);
  const isAllowed = ([key, value]: [string, Json]) => value === null || isDirective(key) || keys.has(key);
  if (!Array.isArray(list) || !Object.entries(patch).every(isAllowed))
    throw new PatchError("invalid patch format of retainKeys", 400);
  return without(original, (key) => !keys.has(key));
}

/** Merges and orders the lists that have a $setElementOrder directive; returns their names. */
function orderLists(merged: JsonObject, patch: JsonObject, type: PatchType): Set<string> {
  const names = new Set<string>();
  for (const [directive, value] of Object.entries(patch)) {
    if (!directive.startsWith(SET_ORDER)) continue;
    const name = subjectOf(directive, SET_ORDER);
    const order = asList(value);
    const field = lookUp(type, name);
    const [original, change] = [merged, patch].map((object) => {
      const list = own(object, name);
      return list === undefined ? undefined : asList(list);
    });
    if (original ?? change) put(merged, name, orderedList(original, change, order, field));
    names.add(name);
  }
  return names;
}

function orderedList(before: Json[] | undefined, patch: Json[] | undefined, wanted: Json[], field: PatchField): Json[] {
  const { mergeKey } = field;
  if (patch) checkOrder(patch, wanted, mergeKey);
  const merged = unordered(before, patch, field);
  for (const [at, element] of wanted.entries())
    if (mergeKey !== undefined && !isObject(element)) throw new PatchError(`value for key ${at} is not a map`);
  if (mergeKey === undefined && [...merged, ...wanted].some(isObject))
    throw new PatchError("cannot order lists without merge key for struct");
  // Kubernetes shifts the list in place: as many new elements as old ones left count as having stood there before.
  return arrange(merged, { wanted, before: merged.slice(0, before?.length ?? 0), mergeKey });
}

function unordered(before: Json[] | undefined, patch: Json[] | undefined, field: PatchField): readonly Json[] {
  if (!patch) return before ?? [];
  if (!before) return asNewList(patch);
  return field.isMerged ? mergeList(before, patch, field).merged : patch;
}

function mergeField(merged: JsonObject, key: string, value: Json, type: PatchType): void {
  const before = own(merged, key);
  const after =
    before === undefined || value === null ? addition(value) : mergeValue(before, value, () => lookUp(type, key));
  if (after === undefined) delete merged[key];
  else put(merged, key, after);
}

const addition = (value: Json): Json | undefined => (value === null ? undefined : asAddition(value));

function mergeValue(before: Json, value: Json, field: () => PatchField): Json | undefined {
  if (Array.isArray(before) && Array.isArray(value)) {
    const found = field();
    return found.isMerged ? arranged(mergeList(before, value, found), found) : value;
  }
  if (!isObject(before) || !isObject(value)) return addition(value);
  const { isReplaced, type } = field();
  return isReplaced ? value : mergeObject(before, value, type);
}

function mergeList(original: Json[], patch: Json[], { type, mergeKey }: PatchField): Merged {
  const lists = { original, patch };
  return mergeKey === undefined ? mergeValues(lists) : mergeElements(lists, type, mergeKey, mergeObject);
}

function arranged({ merged, kept, named }: Merged, { mergeKey }: PatchField): Json[] {
  return arrange(merged, { wanted: named, before: kept, mergeKey });
}

function deleteValues(merged: JsonObject, name: string, value: Json, type: PatchType): void {
  const before = own(merged, name);
  if (value === null) delete merged[name];
  if (!Array.isArray(before) || !Array.isArray(value)) return;
  lookUp(type, name);
  put(merged, name, withoutValues(before, value));
}
