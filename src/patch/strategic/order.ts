import { isObject, type Json } from "../../core/object.ts";
import { PatchError } from "../error.ts";
import { goText, goType } from "../go-text.ts";
import { isContainer, own } from "../own.ts";

/** The value that tells an element of a list apart: its merge key, or itself in a list of plain values. */
export function keyOf(element: Json, mergeKey: string | undefined): Json {
  if (mergeKey === undefined) return element;
  if (!isObject(element)) throw new PatchError(`expected a map[string]interface {}, but received a ${goType(element)}`);
  const key = own(element, mergeKey);
  if (isContainer(key))
    throw new PatchError(`map: ${goText(element)} has a merge key that is no plain value: ${mergeKey}`);
  if (key !== undefined) return key;
  throw new PatchError(`map: ${goText(element)} does not contain declared merge key: ${mergeKey}`);
}

/** The first place of each key in a list. */
export function ranks(list: readonly Json[], mergeKey: string | undefined): Map<Json, number> {
  const found = new Map<Json, number>();
  for (const [at, element] of list.entries()) {
    const key = keyOf(element, mergeKey);
    if (!found.has(key)) found.set(key, at);
  }
  return found;
}

/** Two orders of the elements of a list: the one a patch wants, for the elements it names, and the one before. */
export interface Orders {
  readonly wanted: readonly Json[];
  readonly before: readonly Json[];
  readonly mergeKey: string | undefined;
}

/**
 * Orders the elements of a merged list: those named in `wanted` in that order; the others stay in front of the named
 * elements that they were in front of before, and go to the end where only new elements remain.
 */
export function arrange(elements: readonly Json[], { wanted, before, mergeKey }: Orders): Json[] {
  const wantedRanks = ranks(wanted, mergeKey);
  const oldRanks = ranks(before, mergeKey);
  const rankIn = (list: Map<Json, number>) => (element: Json) => list.get(keyOf(element, mergeKey));
  const [named, others] = [true, false].map((isNamed) =>
    elements.filter((element) => wantedRanks.has(keyOf(element, mergeKey)) === isNamed),
  ) as [Json[], Json[]];
  const left = sortByRank(named, rankIn(wantedRanks));
  const right = sortByRank(others, rankIn(oldRanks));
  return interleave(left, right, rankIn(oldRanks));
}

/** Stable; elements without a rank go to the end, the last one first, as Kubernetes leaves them. */
function sortByRank(elements: readonly Json[], rank: (element: Json) => number | undefined): Json[] {
  const known = elements.filter((element) => rank(element) !== undefined);
  const unknown = elements.filter((element) => rank(element) === undefined);
  return [...known.sort((a, b) => (rank(a) as number) - (rank(b) as number)), ...unknown.reverse()];
}

function interleave(left: Json[], right: Json[], rank: (element: Json) => number | undefined): Json[] {
  const merged: Json[] = [];
  let at = 0;
  for (const element of left) {
    const place = rank(element);
    while (place !== undefined && at < right.length && (rank(right[at] as Json) ?? Infinity) < place)
      merged.push(right[at++] as Json);
    merged.push(element);
  }
  return [...merged, ...right.slice(at)];
}
