import type { World } from "../core/world.ts";

const WEEK = 7 * 24 * 3600 * 1000;

/** A time by which something has to be done. */
export interface Deadline {
  /** Aborted when the time is over or the user interrupts. */
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  readonly isOver: () => boolean;
}

/** A deadline in so many milliseconds; a negative number means a week, as everywhere in kubectl. */
export function deadline(milliseconds: number, world: World): Deadline {
  const time = AbortSignal.timeout(milliseconds < 0 ? WEEK : Math.min(milliseconds, 2 ** 31 - 1));
  return { signal: AbortSignal.any([time, world.signal]), isOver: () => time.aborted && !world.signal.aborted };
}
