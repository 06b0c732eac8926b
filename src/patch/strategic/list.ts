import type { Json, JsonObject } from "../../core/object.ts";
import { PatchError } from "../error.ts";
import { goText, goType } from "../go-text.ts";
import { own } from "../own.ts";
import { PATCH, unknownDirective } from "./directives.ts";
import { keyOf, ranks } from "./order.ts";
import type { PatchType } from "./type.ts";

/** Merges an element of a patch into the element that has the same merge key. */
export type MergeElement = (original: JsonObject, patch: JsonObject, type: PatchType) => JsonObject;

interface Lists {
  readonly original: readonly Json[];
  readonly patch: readonly Json[];
}

/** Throws PatchError unless all elements of both lists have one type; returns that type, undefined for empty lists. */
export function elementType({ original, patch }: Lists): string | undefined {
  const types = new Set([...original, ...patch].map(goType));
  if (types.size > 1)
    throw new PatchError(`list element types are not identical: ${goText([[...original], [...patch]])}`);
  const [type] = types;
  if (type === "[]interface {}") throw new PatchError("lists of lists are not supported", 422);
  return type;
}

/** A merged list before it is put in order: what stayed, then what joined; and the elements that the patch named. */
export interface Merged {
  readonly merged: readonly Json[];
  readonly kept: readonly Json[];
  readonly named: readonly Json[];
}

/** Merges a list of plain values: new ones join, none comes twice. Throws PatchError for lists of objects. */
export function mergeValues(lists: Lists): Merged {
  const type = elementType(lists);
  if (type === "map[string]interface {}") throw new PatchError("cannot merge lists without merge key for struct");
  const { original, patch } = lists;
  return { merged: [...new Set([...original, ...patch])], kept: original, named: patch };
}

/** The list without the values of another list. Throws PatchError for lists of objects. */
export function withoutValues(original: readonly Json[], leaving: readonly Json[]): Json[] {
  if (elementType({ original, patch: leaving }) === "map[string]interface {}")
    throw new PatchError("cannot merge lists without merge key for struct");
  const gone = new Set(leaving);
  return original.filter((value) => !gone.has(value));
}

/** Merges a list of objects by their merge key, after the $patch directives among its elements. */
export function mergeElements(lists: Lists, type: PatchType, mergeKey: string, merge: MergeElement): Merged {
  elementType(lists);
  for (const element of lists.patch) if (elementDirective(element) === undefined) keyOf(element, mergeKey);
  const { kept, elements, isReplaced } = obey(lists, mergeKey);
  // As the server: elements that replace a list stand as they are, even two with one key.
  if (isReplaced) return { merged: elements, kept, named: elements };
  const merged = [...kept];
  const places = ranks(merged, mergeKey);
  for (const element of elements as JsonObject[]) {
    const key = keyOf(element, mergeKey);
    const place = places.get(key);
    if (place === undefined) places.set(key, merged.push(element) - 1);
    else merged[place] = merge(merged[place] as JsonObject, element, type);
  }
  return { merged, kept, named: elements };
}

interface Obeyed {
  readonly kept: Json[];
  readonly elements: Json[];
  readonly isReplaced: boolean;
}

/** Splits a patch into its plain elements and what its directives leave of the list. */
function obey({ original, patch }: Lists, mergeKey: string): Obeyed {
  const leaving = new Set<Json>();
  let isReplaced = false;
  for (const element of patch) {
    const directive = elementDirective(element);
    if (directive === "delete") leaving.add(keyOf(element, mergeKey));
    else if (directive === "replace") isReplaced = true;
    else if (directive === "merge") throw new PatchError("merging lists cannot yet be specified in the patch");
    else if (directive !== undefined) throw unknownDirective(element as JsonObject);
  }
  const elements = patch.filter((element) => elementDirective(element) === undefined);
  if (isReplaced) return { kept: [], elements, isReplaced };
  const kept = leaving.size === 0 ? original : original.filter((element) => !leaving.has(keyOf(element, mergeKey)));
  return { kept: [...kept], elements, isReplaced };
}

const elementDirective = (element: Json): Json | undefined =>
  typeof element === "object" && element !== null && !Array.isArray(element) ? own(element, PATCH) : undefined;

/** Throws PatchError when the elements that a patch adds or changes stand in another order than it sets. */
export function checkOrder(patch: readonly Json[], order: readonly Json[], mergeKey: string | undefined): void {
  if (order.length === 0) return;
  const wanted = patch.filter((element) => elementDirective(element) !== "delete");
  let at = 0;
  for (const element of order) {
    while (at < wanted.length && elementDirective(wanted[at] as Json) !== undefined) at++;
    if (at === wanted.length) return;
    if (keyOf(wanted[at] as Json, mergeKey) === keyOf(element, mergeKey)) at++;
  }
  if (at < wanted.length)
    throw new PatchError(
      `The order in patch list:\n${goText([...patch])}\n doesn't match $setElementOrder list:\n${goText([...order])}\n`,
    );
}
