import { formatAge } from "../../core/duration.ts";
import type { Cause } from "./cause.ts";

/** What was seen before: since when each trouble lasts, and what was told of it. */
export interface Memory {
  readonly since: ReadonlyMap<string, number>;
  readonly told: ReadonlyMap<string, Cause>;
}

export const NOTHING_SEEN: Memory = { since: new Map(), told: new Map() };

export interface Verdict {
  readonly memory: Memory;
  /** What is new, a line each, without its end. */
  readonly lines: readonly string[];
  /** A cause that has lasted longer than it may. */
  readonly fatal: Cause | undefined;
}

/**
 * Compares the causes there are with those seen before. Time is counted from when a cause was first seen, so that clocks
 * that disagree do no harm; one that went away starts anew.
 */
export function judge(
  memory: Memory,
  causes: readonly Cause[],
  { now, graces }: { readonly now: number; readonly graces: Readonly<Record<string, number>> },
): Verdict {
  const since = new Map(causes.map(({ clock }) => [clock, memory.since.get(clock) ?? now]));
  const active = causes.filter(({ isResting }) => !isResting);
  const topics = new Map(active.map((cause) => [cause.topic, cause]));
  const fresh = [...new Set(active.map(({ topic }) => topic))].filter((topic) => !memory.told.has(topic));
  const lines = fresh.map((topic) =>
    lineOf(
      active.filter((one) => one.topic === topic),
      now,
    ),
  );
  const kept = [...memory.told].filter(([topic, { clock }]) => topics.has(topic) || since.has(clock));
  const fatal = active
    .filter(
      ({ clock, reason }) =>
        clock !== "" && now - (since.get(clock) ?? now) >= (graces[reason] ?? Number.POSITIVE_INFINITY),
    )
    .sort((a, b) => (since.get(a.clock) ?? 0) - (since.get(b.clock) ?? 0))[0];
  return { memory: { since, told: new Map([...kept, ...topics]) }, lines, fatal };
}

/** "web-7d4f-x2x5k/nginx ImagePullBackOff: … (3m)", and of how many others the same is true. */
function lineOf([first, ...others]: readonly Cause[], now: number): string {
  if (!first) return "";
  const age = first.since === undefined ? "" : formatAge(Math.max(0, now - first.since));
  const more = others.length === 0 ? "" : `and ${others.length} more`;
  const behind = [age, more].filter(Boolean).join(", ");
  return `${causeText(first)}${behind === "" ? "" : ` (${behind})`}`;
}

/** A cause without its age. */
export const causeText = ({ subject, reason, message }: Cause): string =>
  `${subject} ${reason}${message === "" ? "" : `: ${message}`}`;
