import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { writeYaml } from "../../core/yaml/write.ts";
import { checkDepth } from "../depth.ts";
import { PatchError } from "../error.ts";
import type { ThreeWay } from "../merge.ts";
import { equals, own, put } from "../own.ts";
import { diffHalf } from "./diff.ts";
import { inOrder } from "./diff-list.ts";
import { PATCH, SET_ORDER } from "./directives.ts";
import { keyOf } from "./order.ts";
import { lookUp, type PatchField, type PatchType } from "./type.ts";

/**
 * The strategic merge patch that `apply` sends: deletions are what `modified` lost against `original`, everything else is
 * its difference from `current`. With `overwrite` false it throws PatchError where others changed what it changes.
 */
export function threeWayStrategicPatch(objects: ThreeWay, type: PatchType, { overwrite = true } = {}): JsonObject {
  const { original, current, modified } = objects;
  checkDepth(modified, current);
  const changes = diffHalf(current, modified, type, { deletions: false, changes: true, hints: true });
  const deletions = diffHalf(original, modified, type, { deletions: true, changes: false, hints: true });
  const patch = combine(deletions, changes, type);
  if (overwrite) return patch;
  const others = diffHalf(original, current, type, { deletions: true, changes: true, hints: false });
  if (!isConflict(patch, others, type)) return patch;
  throw new PatchError(
    `patch:\n${writeYaml(patch)}\nconflicts with changes made from original to current:\n${writeYaml(others)}\n`,
    400,
  );
}

/** Joins two patches that lead to the same object. */
export function combine(deletions: JsonObject, changes: JsonObject, type: PatchType): JsonObject {
  const patch = { ...deletions };
  for (const [key, change] of Object.entries(changes)) {
    const deletion = own(patch, key);
    if (isObject(deletion) && isObject(change)) put(patch, key, combine(deletion, change, lookUp(type, key).type));
    else if (!key.startsWith("$") && Array.isArray(deletion) && Array.isArray(change)) {
      const order = own(changes, `${SET_ORDER}/${key}`) ?? own(deletions, `${SET_ORDER}/${key}`);
      put(patch, key, combineLists(deletion, change, lookUp(type, key), Array.isArray(order) ? order : []));
    } else put(patch, key, change);
  }
  return patch;
}

/** Joins the elements of two patches of one list by merge key; those that leave come last. */
function combineLists(deletions: Json[], changes: Json[], { type, mergeKey }: PatchField, order: Json[]): Json[] {
  if (mergeKey === undefined) return changes;
  const kept = deletions.filter((element) => !isLeaving(element));
  const places = new Map(kept.map((element, at) => [keyOf(element, mergeKey), at]));
  for (const change of changes) {
    const key = keyOf(change, mergeKey);
    const place = places.get(key);
    // Elements that stand twice become one.
    if (place === undefined) places.set(key, kept.push(change) - 1);
    else kept[place] = combine(kept[place] as JsonObject, change as JsonObject, type);
  }
  return [...inOrder(kept, order, mergeKey), ...deletions.filter(isLeaving)];
}

const isLeaving = (element: Json): boolean => isObject(element) && own(element, PATCH) === "delete";

/** Whether two patches want different values in one place. */
function isConflict(left: Json, right: Json, type: PatchType): boolean {
  if (!isObject(left) || !isObject(right)) return !equals(left, right);
  return Object.entries(left).some(([key, value]) => {
    const other = own(right, key);
    if (other === undefined || key.startsWith("$")) return false;
    if (isObject(value) && isObject(other)) return isConflict(value, other, lookUp(type, key).type);
    if (!Array.isArray(value) || !Array.isArray(other)) return !equals(value, other);
    return isListConflict(value, other, lookUp(type, key));
  });
}

function isListConflict(left: Json[], right: Json[], { isMerged, mergeKey, type }: PatchField): boolean {
  if (!isMerged) return !equals(left, right);
  if (mergeKey === undefined) return false;
  const others = new Map(right.map((element) => [keyOf(element, mergeKey), element]));
  return left.some((element) => {
    const other = others.get(keyOf(element, mergeKey));
    return other !== undefined && (isLeaving(element) !== isLeaving(other) || isConflict(element, other, type));
  });
}
