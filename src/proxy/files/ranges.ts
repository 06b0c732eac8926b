import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { HeaderLines } from "../../client/relay.ts";
import { date, plain, type Reply } from "../reply.ts";

export interface Range {
  readonly start: number;
  readonly length: number;
}

/** A file's answer: its head, and texts and pieces of the file one after the other. */
export interface Content {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly parts: readonly (string | Range)[];
  readonly refusal?: Reply;
}

/** Whether the client has it already, by its own word. */
export function isUnchanged({ headers, method }: IncomingMessage, modified: Date): boolean {
  const since = Date.parse(headers["if-modified-since"] ?? "");
  if (headers["if-none-match"] !== undefined || !["GET", "HEAD"].includes(method ?? "")) return false;
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}

/** What to send of a file: all of it, or the ranges that were asked for. */
export function content({ headers }: IncomingMessage, { size, mtime }: Stats, type: string): Content {
  const modified = mtime.toUTCString();
  const condition = headers["if-range"];
  const wanted = condition === undefined || condition === modified ? headers.range : undefined;
  const ranges = readRanges(wanted, size);
  if (ranges === "invalid range") return refused(plain(416, ranges));
  if (ranges === NO_OVERLAP) return refused(plain(416, ranges, [["Content-Range", `bytes */${size}`]]));
  const head = (length: number, ofType: string, more: HeaderLines = []): HeaderLines => [
    ["Accept-Ranges", "bytes"],
    ["Content-Length", String(length)],
    ...more,
    ["Content-Type", ofType],
    ["Last-Modified", modified],
    date(),
  ];
  const [first] = ranges;
  if (!first) return { status: 200, headers: head(size, type), parts: [{ start: 0, length: size }] };
  if (ranges.length === 1) {
    return { status: 206, headers: head(first.length, type, [["Content-Range", place(first, size)]]), parts: [first] };
  }
  const boundary = randomBytes(30).toString("hex");
  const parts = [
    ...ranges.flatMap((range, at) => [
      `${at > 0 ? "\r\n" : ""}--${boundary}\r\nContent-Range: ${place(range, size)}\r\nContent-Type: ${type}\r\n\r\n`,
      range,
    ]),
    `\r\n--${boundary}--\r\n`,
  ];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return { status: 206, headers: head(length, `multipart/byteranges; boundary=${boundary}`), parts };
}

const refused = (refusal: Reply): Content => ({ status: refusal.status, headers: [], parts: [], refusal });

const place = ({ start, length }: Range, size: number): string => `bytes ${start}-${start + length - 1}/${size}`;

const NO_OVERLAP = "invalid range: failed to overlap";

/** The ranges of a Range header, none for the whole, or why there are none. */
export function readRanges(
  header: string | undefined,
  size: number,
): readonly Range[] | "invalid range" | typeof NO_OVERLAP {
  if (header === undefined || header === "") return [];
  if (!header.startsWith("bytes=")) return "invalid range";
  const found: Range[] = [];
  let isOutside = false;
  for (const text of header
    .slice("bytes=".length)
    .split(",")
    .map((one) => one.trim())) {
    if (text === "") continue;
    const [, low = "", high = ""] = /^(\d*)\s*-\s*(\d*)$/.exec(text) ?? [];
    if (low === "" && high === "") return "invalid range";
    const start = low === "" ? Math.max(0, size - Number(high)) : Number(low);
    const end = low === "" || high === "" ? size - 1 : Math.min(Number(high), size - 1);
    if (low !== "" && high !== "" && Number(high) < start) return "invalid range";
    if (start >= size && low !== "") isOutside = true;
    else found.push({ start, length: end - start + 1 });
  }
  if (isOutside && found.length === 0) return size === 0 ? [] : NO_OVERLAP;
  const sum = found.reduce((total, { length }) => total + length, 0);
  // More than the whole is a mistake or an attack.
  return sum > size ? [] : found;
}
