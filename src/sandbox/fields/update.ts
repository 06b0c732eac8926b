import type { KubeObject } from "../../core/object.ts";
import { compareFields } from "./compare.ts";
import { difference, isEmpty, NOTHING, union } from "./field-set.ts";
import { withoutMade } from "./made.ts";
import { isSameManager, type Managed, type Manager, managersOf, withManagers } from "./managers.ts";

/** A write: what was there, what is there now, and what of that was sent. */
export interface Write {
  readonly before: KubeObject | undefined;
  readonly after: KubeObject;
  readonly given: KubeObject;
}

/** An object after an update: who wrote owns what changed, and nobody else does any more. `now` is an RFC 3339 time. */
export function trackUpdate({ before, after, given }: Write, who: Manager, now: string): KubeObject {
  const known = managersOf(after);
  const { changed, removed } = compareFields(before, before ? after : withoutMade(after, given));
  if (isEmpty(changed) && isEmpty(removed)) return after;
  const others = known
    .filter((one) => !isSameManager(one, who))
    .map((one) => ({ ...one, fields: difference(difference(one.fields, changed), removed) }));
  return withManagers(after, [...others, ownEntry(known, who, now, (own) => difference(union(own, changed), removed))]);
}

function ownEntry(
  known: readonly Managed[],
  who: Manager,
  now: string,
  next: (own: Managed["fields"]) => Managed["fields"],
): Managed {
  const own = known.find((one) => isSameManager(one, who));
  return { ...who, fields: next(own?.fields ?? NOTHING), time: now };
}
