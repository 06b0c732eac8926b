/** Time and timers of the cluster: the machine's, or a hand that tests turn. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after so many milliseconds; the function it gives takes that back. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The machine's clock; its timers do not keep a program alive. */
export const machineClock: Clock = {
  now: Date.now,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface DrivenClock extends Clock {
  /** Lets so much time pass: every timer that falls due runs, in order, with the time it was set for. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is driven. */
export function drivenClock(start = Date.UTC(2026, 0, 1)): DrivenClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const takeDue = (until: number) => {
    const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
    timers = timers.filter((one) => one !== due);
    return due;
  };
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + Math.max(0, milliseconds), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(milliseconds) {
      const until = now + milliseconds;
      for (let due = takeDue(until); due; due = takeDue(until)) {
        now = Math.max(now, due.at);
        due.run();
      }
      now = until;
    },
  };
}
