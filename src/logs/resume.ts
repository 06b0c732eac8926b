import type { Line } from "./stamped.ts";

/** What of a log has been seen, so that reading it once more neither loses nor doubles a line. */
export interface Resume {
  /** The time to ask from (RFC 3339); undefined before the first line. */
  since(): string | undefined;
  /** How many lines have been seen. */
  count(): number;
  /** To be called before each reading. */
  begin(): void;
  /** Whether a line is a new one; it then counts as seen. */
  take(line: Line): boolean;
}

/**
 * Servers are asked by the second. So lines of the last second are counted: when they come once more, so many are left
 * out. Other lines of that time are new, also where a node has written two a little out of order.
 */
export function makeResume(): Resume {
  let second = -1;
  /** Of the last second: how many lines there were, by what tells them apart. */
  let seen = new Map<string, number>();
  /** What is still expected to come once more. */
  let repeated = new Map<string, number>();
  let isRepeating = false;
  let count = 0;

  function add(line: Line): void {
    if (line.second > second) {
      second = line.second;
      seen = new Map();
    }
    if (line.second !== second) return;
    const mark = markOf(line);
    seen.set(mark, (seen.get(mark) ?? 0) + 1);
  }

  return {
    since: () => (second < 0 ? undefined : `${new Date(second * 1000).toISOString().slice(0, 19)}Z`),
    count: () => count,
    begin() {
      repeated = new Map(seen);
      isRepeating = second >= 0;
    },
    take(line) {
      if (isRepeating && line.second >= 0) {
        if (line.second < second) return false;
        const mark = markOf(line);
        const left = line.second === second ? (repeated.get(mark) ?? 0) : 0;
        if (left > 0) {
          repeated.set(mark, left - 1);
          return false;
        }
        if (line.second > second) isRepeating = false;
      }
      add(line);
      count++;
      return true;
    },
  };
}

/** A line's time and a sum over its text: after a rotation there may be others of the same time. */
function markOf({ nano, text }: Line): string {
  let sum = text.length;
  for (const byte of text) sum = (Math.imul(sum, 31) + byte) | 0;
  return `${nano} ${sum}`;
}
