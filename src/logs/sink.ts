import type { World } from "../core/world.ts";
import type { LineFilter } from "./filter.ts";
import type { LogRequest } from "./requests.ts";
import { byTime, type Line } from "./stamped.ts";
import { colorsOnly } from "./terminal.ts";

export interface SinkOptions {
  readonly prefix: boolean;
  readonly timestamps: boolean;
  readonly filter: LineFilter;
}

/** Where lines of several logs go. */
export interface Sink {
  /** Prints a line, or leaves it out; resolves when the reader can take more. */
  show(request: LogRequest, line: Line): Promise<void>;
  /** To be called behind the last line. */
  finish(): Promise<void>;
}

/** Prints lines as they come. */
export function makeSink({ prefix, timestamps, filter }: SinkOptions, world: World): Sink {
  const { stdout } = world.streams;
  return {
    async show({ pod, container }, { stamp, text }) {
      const end = text.at(-1) === 10 ? 1 : 0;
      const bare = text.toString("utf8", 0, text.length - end);
      if (!filter.shows(bare)) return;
      const head = Buffer.concat([
        Buffer.from(prefix ? `[pod/${pod}/${container}] ` : ""),
        timestamps ? stamp : Buffer.alloc(0),
      ]);
      // Where nobody looks, bytes stay as they are.
      if (stdout.isTerminal) stdout.write(`${head.toString("utf8")}${filter.marked(colorsOnly(bare))}\n`);
      else stdout.write(Buffer.concat([head, text]));
      await stdout.flush();
    },
    async finish() {},
  };
}

/** How long a line waits for earlier ones of other logs, in milliseconds. */
const HOLD = 1000;

/** Prints lines in the order of their times, as far as those that are late come within a second. */
export function sortedSink(sink: Sink, signal: AbortSignal): Sink {
  let held: { readonly request: LogRequest; readonly line: Line; readonly due: number }[] = [];
  let printing = Promise.resolve();
  let now = 0;
  const release = (until: number) => {
    const due = held.filter((one) => one.due <= until);
    const last = due.reduce((most, { line }) => (byTime(line, most) > 0 ? line : most), due[0]?.line as Line);
    // Whatever is earlier than a line that is due has waited long enough, too.
    const out = due.length === 0 ? [] : held.filter(({ line }) => byTime(line, last) <= 0);
    held = held.filter((one) => !out.includes(one));
    for (const { request, line } of out.sort((a, b) => byTime(a.line, b.line))) {
      printing = printing.then(() => sink.show(request, line));
    }
    return printing;
  };
  const timer = setInterval(() => {
    now += STEP;
    void release(now);
  }, STEP);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  return {
    async show(request, line) {
      held.push({ request, line, due: now + HOLD });
      if (held.length > MOST_HELD) await release(now + HOLD);
    },
    async finish() {
      clearInterval(timer);
      await release(Number.POSITIVE_INFINITY);
    },
  };
}

const STEP = 100;
const MOST_HELD = 10_000;
