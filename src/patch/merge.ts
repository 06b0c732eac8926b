import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { checkDepth } from "./depth.ts";
import { PatchError } from "./error.ts";
import { goText } from "./go-text.ts";
import { equals, isContainer, own, put, shapeOf } from "./own.ts";

/**
 * Applies a JSON merge patch as the API server and `patch --type=merge` do: RFC 7386, except that a list put in the place
 * of anything but an object loses its nulls inside objects. Shares what it does not change with both arguments.
 */
export function applyMergePatch(target: Json, patch: Json): Json {
  if (!isContainer(patch)) throw new PatchError("Invalid JSON Patch", 400);
  checkDepth(patch);
  return mergeValue(target, patch);
}

function mergeValue(target: Json, patch: Json): Json {
  if (!isObject(target)) return withoutNulls(patch);
  if (!isObject(patch)) return patch;
  const merged = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else put(merged, key, mergeValue(own(target, key) ?? null, value));
  }
  return merged;
}

/** A patch that becomes a value: the nulls in its objects deleted something that is not there. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNulls(child)]));
}

/** The JSON merge patch that leads from `before` to `after`: null deletes, lists are replaced as a whole (RFC 7386). */
export function diffMergePatch(before: JsonObject, after: JsonObject): JsonObject {
  checkDepth(after);
  return diffObject(before, after);
}

function diffObject(before: JsonObject, after: JsonObject): JsonObject {
  const patch: JsonObject = {};
  for (const [key, value] of Object.entries(after)) {
    const old = own(before, key);
    if (old === undefined) put(patch, key, value);
    else if (isObject(old) && isObject(value)) putFilled(patch, key, diffObject(old, value));
    else if (shapeOf(old) !== shapeOf(value) || !equals(old, value)) put(patch, key, value);
  }
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) put(patch, key, null);
  return patch;
}

function putFilled(object: JsonObject, key: string, value: JsonObject): void {
  if (Object.keys(value).length > 0) put(object, key, value);
}

/** The three objects of a client-side apply: what was applied last, what the server holds, what is wanted now. */
export interface ThreeWay {
  readonly original: JsonObject;
  readonly current: JsonObject;
  readonly modified: JsonObject;
}

/**
 * The JSON merge patch that `apply` sends for custom resources: deletions are what `modified` lost against `original`,
 * everything else is its difference from `current`. Throws PatchError when the patch would rename the object.
 */
export function threeWayMergePatch({ original, current, modified }: ThreeWay): JsonObject {
  const additions = pickNulls(diffMergePatch(current, modified), false);
  const deletions = pickNulls(diffMergePatch(original, modified), true);
  const patch = mergeValue(deletions, additions) as JsonObject;
  if (changesIdentity(patch)) throw new PatchError(`precondition failed for: ${goText(patch)}`, 400);
  return patch;
}

/** The part of a merge patch that deletes, or the part that does not. */
function pickNulls(patch: JsonObject, isDeletion: boolean): JsonObject {
  const picked: JsonObject = {};
  for (const [key, value] of Object.entries(patch)) {
    if (isObject(value) && Object.keys(value).length > 0) putFilled(picked, key, pickNulls(value, isDeletion));
    else if ((value === null) === isDeletion) put(picked, key, value);
  }
  return picked;
}

/** Whether a patch touches apiVersion, kind or metadata.name, which `apply` of custom resources and `edit` refuse. */
export function changesIdentity(patch: JsonObject): boolean {
  const metadata = own(patch, "metadata");
  if (Object.hasOwn(patch, "apiVersion") || Object.hasOwn(patch, "kind")) return true;
  return isObject(metadata) && Object.hasOwn(metadata, "name");
}
