import { openLog } from "./read.ts";
import type { LogRequest } from "./requests.ts";
import type { Showing } from "./show.ts";
import { makeSink, type SinkOptions, sortedSink } from "./sink.ts";
import { byTime, type Line, stampedLines } from "./stamped.ts";

export interface LineOptions extends Pick<SinkOptions, "filter" | "timestamps"> {
  readonly merge: boolean;
}

/** Prints logs line by line: filtered, and in the order of their times where that is wanted. */
export async function showLines(
  showing: Showing,
  requests: readonly LogRequest[],
  { filter, timestamps, merge }: LineOptions,
): Promise<void> {
  const { world, options, prefix } = showing;
  const plain = makeSink({ prefix, timestamps, filter }, world);
  const lines = async function* (request: LogRequest) {
    const body = await openLog({ ...showing, options: { ...options, timestamps: true } }, request);
    yield* stampedLines(body, true);
  };
  if (merge && !options.follow) return await inOrder(requests, lines, plain.show);
  const sink = merge ? sortedSink(plain, world.signal) : plain;
  const copy = async (request: LogRequest) => {
    for await (const line of lines(request)) await sink.show(request, line);
  };
  if (options.follow) await Promise.all(requests.map(copy));
  else for (const request of requests) await copy(request);
  await sink.finish();
}

/** Takes the earliest of the next lines of all logs, again and again. */
async function inOrder(
  requests: readonly LogRequest[],
  open: (request: LogRequest) => AsyncGenerator<Line>,
  show: (request: LogRequest, line: Line) => Promise<void>,
): Promise<void> {
  const sources = requests.map((request) => ({ request, lines: open(request) }));
  const heads = await Promise.all(sources.map(async (one) => ({ ...one, next: await one.lines.next() })));
  for (;;) {
    const [first] = heads.filter(({ next }) => !next.done).sort((a, b) => byTime(a.next.value, b.next.value));
    if (!first) return;
    await show(first.request, first.next.value);
    first.next = await first.lines.next();
  }
}
