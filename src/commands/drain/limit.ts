import { CliError } from "../../core/errors.ts";
import type { World } from "../../core/world.ts";

/** The time that a drain of one node may take. */
export interface Limit {
  readonly isOver: () => boolean;
  /** Milliseconds that are left. */
  readonly left: () => number;
  /** Throws when the time is over. */
  readonly check: () => void;
  readonly now: () => number;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

const FOREVER = 2 ** 31 - 1;

/** A limit of so many milliseconds from now; 0 is none. */
export function startLimit(milliseconds: number, { now, signal }: World): Limit {
  const end = milliseconds === 0 ? Number.POSITIVE_INFINITY : now() + milliseconds;
  const isOver = () => now() >= end;
  return {
    isOver,
    left: () => Math.min(Math.max(end - now(), 0), FOREVER),
    check() {
      if (isOver()) throw new DeadlineExceeded("context deadline exceeded");
    },
    now,
    signal,
  };
}

/** The time is over. */
export class DeadlineExceeded extends CliError {}
