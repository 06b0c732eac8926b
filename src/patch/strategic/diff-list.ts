import { compareBytes } from "../../core/json/write.ts";
import type { Json, JsonObject } from "../../core/object.ts";
import { goText } from "../go-text.ts";
import { equals } from "../own.ts";
import type { Half } from "./diff.ts";
import { PATCH } from "./directives.ts";
import { elementType } from "./list.ts";
import { keyOf, ranks } from "./order.ts";

/** How two merged lists differ. */
export interface ListDifference {
  /** What the patch holds under the list's own name. */
  readonly entries: Json[];
  /** Plain values that leave. */
  readonly leaving: Json[];
  /** Whether the elements themselves or their order differ. */
  readonly isReordered: boolean;
}

interface ListPair {
  readonly before: readonly Json[];
  readonly after: readonly Json[];
  readonly half: Half;
}

/** The difference of two merged lists of plain values. */
export function diffValues({ before, after, half }: ListPair): ListDifference {
  elementType({ original: before, patch: after });
  const { onlyBefore, onlyAfter } = pairUp(sorted(before, undefined), sorted(after, undefined), undefined);
  return {
    entries: half.changes ? inOrder(onlyAfter, after, undefined) : [],
    leaving: half.deletions ? onlyBefore : [],
    // Kubernetes compares with the sorted old list.
    isReordered: !equals(sorted(before, undefined), [...after]),
  };
}

interface ElementPair extends ListPair {
  readonly mergeKey: string;
  readonly within: (before: JsonObject, after: JsonObject) => JsonObject;
}

/** The difference of two merged lists of objects: changed and new elements in the wanted order, then those that leave. */
export function diffElements({ before, after, half, mergeKey, within }: ElementPair): ListDifference {
  elementType({ original: before, patch: after });
  const { pairs, onlyBefore, onlyAfter } = pairUp(sorted(before, mergeKey), sorted(after, mergeKey), mergeKey);
  const changed = pairs.flatMap(([old, wanted]) => {
    const change = within(old as JsonObject, wanted as JsonObject);
    return Object.keys(change).length > 0 ? [{ [mergeKey]: keyOf(wanted, mergeKey), ...change }] : [];
  });
  const kept = inOrder([...changed, ...(half.changes ? onlyAfter : [])], after, mergeKey);
  const leaving = half.deletions
    ? onlyBefore.map((element) => ({ [PATCH]: "delete", [mergeKey]: keyOf(element, mergeKey) }))
    : [];
  const keysOf = (list: readonly Json[]) => list.map((element) => keyOf(element, mergeKey));
  return { entries: [...kept, ...leaving], leaving: [], isReordered: !equals(keysOf(before), keysOf(after)) };
}

/** Sorted by the text of the keys; of elements with the same key, the last comes first, as Kubernetes sorts them. */
function sorted(list: readonly Json[], mergeKey: string | undefined): Json[] {
  const texts = new Map(list.map((element) => [element, goText(keyOf(element, mergeKey))]));
  return [...list].reverse().sort((a, b) => compareBytes(texts.get(a) as string, texts.get(b) as string));
}

interface Pairs {
  readonly pairs: readonly (readonly [Json, Json])[];
  readonly onlyBefore: Json[];
  readonly onlyAfter: Json[];
}

/** Walks two sorted lists side by side. */
function pairUp(before: readonly Json[], after: readonly Json[], mergeKey: string | undefined): Pairs {
  const pairs: [Json, Json][] = [];
  const onlyBefore: Json[] = [];
  const onlyAfter: Json[] = [];
  let at = 0;
  const textOf = (element: Json) => goText(keyOf(element, mergeKey));
  for (const wanted of after) {
    while (at < before.length && compareBytes(textOf(before[at] as Json), textOf(wanted)) < 0)
      onlyBefore.push(before[at++] as Json);
    if (at < before.length && textOf(before[at] as Json) === textOf(wanted)) pairs.push([before[at++] as Json, wanted]);
    else onlyAfter.push(wanted);
  }
  return { pairs, onlyBefore: [...onlyBefore, ...before.slice(at)], onlyAfter };
}

/** The elements in the order that their keys have in another list. */
export function inOrder(elements: readonly Json[], order: readonly Json[], mergeKey: string | undefined): Json[] {
  const places = ranks(order, mergeKey);
  const placeOf = (element: Json) => places.get(keyOf(element, mergeKey)) ?? places.size;
  return [...elements].sort((a, b) => placeOf(a) - placeOf(b));
}
