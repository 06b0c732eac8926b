import { wholeLines } from "./lines.ts";

/** A line of a log with the time that the node has put in front of it. */
export interface Line {
  /** Seconds since the epoch, and billionths within the second; -1 where no time was to be read. */
  readonly second: number;
  readonly nano: number;
  /** The time as the node wrote it, with the blank behind it. */
  readonly stamp: Buffer;
  /** With its end, where it has one. */
  readonly text: Buffer;
}

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) /;
const LONGEST_STAMP = 40;
const DIGITS = 9;

/** Reads one line. */
export function readLine(line: Buffer): Line {
  const found = STAMP.exec(line.toString("latin1", 0, LONGEST_STAMP));
  const length = found?.[0].length ?? 0;
  const second = found ? Date.parse(`${found[1]}${found[3]}`) / 1000 : -1;
  const nano = Number((found?.[2] ?? "").padEnd(DIGITS, "0"));
  return { second, nano, stamp: line.subarray(0, length), text: line.subarray(length) };
}

/**
 * The lines of a log that was asked for with times. A last line without an end is handed out only where the log has come
 * to its end (`isFinal`): elsewhere it may be half of one.
 */
export async function* stampedLines(body: AsyncIterable<Buffer>, isFinal: boolean): AsyncGenerator<Line> {
  const { take, rest } = wholeLines();
  for await (const chunk of body) yield* linesIn(take(chunk));
  if (isFinal) yield* linesIn(rest());
}

function* linesIn(bytes: Buffer): Generator<Line> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end + 1;
    yield readLine(bytes.subarray(from, to));
    from = to;
  }
}

/** Which of two lines was logged before. */
export const byTime = (a: Line, b: Line): number => a.second - b.second || a.nano - b.nano;
