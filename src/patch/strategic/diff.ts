import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { checkDepth } from "../depth.ts";
import { equals, own, put } from "../own.ts";
import { diffElements, diffValues } from "./diff-list.ts";
import { DELETE_VALUES, RETAIN_KEYS, SET_ORDER } from "./directives.ts";
import { checkOrder } from "./list.ts";
import { keyOf } from "./order.ts";
import { lookUp, type PatchField, type PatchType } from "./type.ts";

/** Which half of a difference is wanted; an apply asks for each against another object. */
export interface Half {
  readonly deletions: boolean;
  readonly changes: boolean;
  /** Whether $setElementOrder is wanted; left out when it only matters what differs. */
  readonly hints: boolean;
}

/**
 * The strategic merge patch that leads from `before` to `after`, as `edit`, `set` and `label` send it: only what differs,
 * lists by merge key, with $setElementOrder, $retainKeys, $patch: delete and $deleteFromPrimitiveList where they are needed.
 */
export function diffStrategic(before: JsonObject, after: JsonObject, type: PatchType): JsonObject {
  checkDepth(after);
  return diffHalf(before, after, type, { deletions: true, changes: true, hints: true });
}

/** Like diffStrategic, but only the deletions or only the changes and additions. */
export function diffHalf(before: JsonObject, after: JsonObject, type: PatchType, half: Half): JsonObject {
  const patch: JsonObject = {};
  for (const [key, value] of Object.entries(before)) {
    const wanted = own(after, key);
    if (wanted !== undefined) diffField(patch, key, { before: value, after: wanted, type, half });
    else if (half.deletions) put(patch, key, null);
  }
  if (!half.changes) return patch;
  for (const [key, value] of Object.entries(after)) if (!Object.hasOwn(before, key)) put(patch, key, value);
  return patch;
}

interface FieldDifference {
  readonly before: Json;
  readonly after: Json;
  readonly type: PatchType;
  readonly half: Half;
}

function diffField(patch: JsonObject, key: string, { before, after, type, half }: FieldDifference): void {
  // What the type does not know is no matter as long as nobody changes it.
  if (!type.field(key) && equals(before, after)) return;
  if (isObject(before) && isObject(after)) diffMap(patch, key, { before, after, field: lookUp(type, key), half });
  else if (Array.isArray(before) && Array.isArray(after))
    diffList(patch, key, { before, after, field: lookUp(type, key), half });
  else if (half.changes && !equals(before, after)) put(patch, key, after);
}

interface Difference<T> {
  readonly before: T;
  readonly after: T;
  readonly field: PatchField;
  readonly half: Half;
}

function diffMap(patch: JsonObject, key: string, { before, after, field, half }: Difference<JsonObject>): void {
  // Kubernetes sends an object with the strategy "replace" even when nothing in it has changed.
  const change = field.isReplaced ? {} : diffWithin(before, after, field, half);
  if (field.isReplaced && half.changes) put(patch, key, after);
  else if (Object.keys(change).length > 0) put(patch, key, change);
}

/** The difference of two objects in one field or list, with the keys that stay where the field's strategy wants them named. */
function diffWithin(before: JsonObject, after: JsonObject, field: PatchField, half: Half): JsonObject {
  const change = diffHalf(before, after, field.type, half);
  const leaves = Object.keys(change).length > 0 || Object.keys(before).some((key) => !Object.hasOwn(after, key));
  const staying = Object.keys(after).filter((key) => after[key] !== null);
  if (!field.retainsKeys || !leaves || staying.length === 0) return change;
  return { [RETAIN_KEYS]: staying.sort(), ...change };
}

function diffList(patch: JsonObject, key: string, { before, after, field, half }: Difference<Json[]>): void {
  const { mergeKey } = field;
  if (!field.isMerged) {
    if (half.changes && !equals(before, after)) put(patch, key, after);
    return;
  }
  const within = (old: JsonObject, wanted: JsonObject) => diffWithin(old, wanted, field, half);
  const difference =
    mergeKey === undefined
      ? diffValues({ before, after, half })
      : diffElements({ before, after, half, mergeKey, within });
  const { entries, leaving, isReordered } = difference;
  const isChanged = entries.length + leaving.length > 0 || (half.changes && isReordered);
  if (half.hints && before.length > 0 && after.length > 0 && isChanged) {
    const order = mergeKey === undefined ? after : after.map((one) => keyOnly(one, mergeKey));
    // Elements with one key twice may have no place in it.
    checkOrder(entries, order, mergeKey);
    put(patch, `${SET_ORDER}/${key}`, order);
  }
  if (entries.length > 0) put(patch, key, entries);
  if (leaving.length > 0) put(patch, `${DELETE_VALUES}/${key}`, leaving);
}

const keyOnly = (element: Json, mergeKey: string): JsonObject => ({ [mergeKey]: keyOf(element, mergeKey) });
