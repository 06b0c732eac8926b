import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { PatchError } from "../error.ts";
import { goStringText, goText, goType } from "../go-text.ts";
import { own } from "../own.ts";

/** In an object: "replace" or "delete"; in an element of a merged list also what happens to the list. */
export const PATCH = "$patch";
/** The only keys that an object keeps. */
export const RETAIN_KEYS = "$retainKeys";
/** With "/" and the name of a list: the order of its elements. */
export const SET_ORDER = "$setElementOrder";
/** With "/" and the name of a list: the plain values that leave it. */
export const DELETE_VALUES = "$deleteFromPrimitiveList";

/** The field that a directive such as "$setElementOrder/containers" is about; throws PatchError when it names none. */
export function subjectOf(key: string, directive: string): string {
  const [word, ...rest] = key.split("/");
  if (word === directive && rest.length > 0) return rest.join("/");
  const format = directive === SET_ORDER ? "setElementOrder list" : "primitive list";
  throw new PatchError(`invalid patch format of ${format}`, 400);
}

/** The error for a $patch directive with a value that has no meaning there. */
export const unknownDirective = (patch: JsonObject): PatchError =>
  new PatchError(`unknown patch type: ${goStringText(own(patch, PATCH) ?? null)} in map: ${goText(patch)}`);

/** A value as a list; throws PatchError when it is none. */
export function asList(value: Json): Json[] {
  if (!Array.isArray(value)) throw new PatchError(`expected a []interface {}, but received a ${goType(value)}`);
  return value;
}

/**
 * A value of a patch that is put where nothing is to be merged with: objects lose their nulls, and objects with a $patch
 * directive vanish. Undefined when nothing is left; the other directives stay, as they do in Kubernetes.
 */
export const asAddition = (value: Json): Json | undefined => strip(value, (child) => child === null);

/** An ordered list that is put where there was none: like asAddition, but Kubernetes leaves the nulls in it. */
export const asNewList = (list: Json[]): Json[] => strip(list, () => false) as Json[];

function strip(value: Json, isGone: (child: Json) => boolean): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => strip(item, isGone)).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, PATCH)) return undefined;
  const kept = Object.entries(value).flatMap(([key, child]) => {
    const stripped = isGone(child) ? undefined : strip(child, isGone);
    return stripped === undefined ? [] : [[key, stripped] as const];
  });
  return Object.fromEntries(kept);
}
