import type { World } from "../core/world.ts";

export interface Progress {
  count(bytes: number): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

const BETWEEN = 200;
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A line on the terminal that tells how far a copy is; nothing where stderr is no terminal. */
export function progressOn({ streams: { stderr }, now }: World): Progress {
  if (!stderr.isTerminal) return { count() {}, clear() {} };
  const start = now();
  let [last, sum, isShown] = [start, 0, false];
  return {
    count(bytes) {
      sum += bytes;
      const moment = now();
      if (moment - last < BETWEEN) return;
      last = moment;
      isShown = true;
      stderr.write(`\r\u001b[K${progressText(sum, moment - start)}`);
    },
    clear() {
      if (isShown) stderr.write("\r\u001b[K");
      isShown = false;
    },
  };
}

/** "1.5 GiB, 210.0 MiB/s" after so many milliseconds. */
export const progressText = (bytes: number, elapsed: number): string =>
  `${sizeText(bytes)}, ${sizeText((bytes * 1000) / Math.max(elapsed, 1))}/s`;

function sizeText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[step]}`;
}
