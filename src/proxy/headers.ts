import type { HeaderLines } from "../client/relay.ts";

/** What belongs to one connection and is never passed on. */
const HOP = new Set([
  "connection",
  "proxy-connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The headers of a client's request for the server: its own host and credentials are added there. */
export function requestHeaders(lines: HeaderLines, client: string | undefined, compress: boolean): HeaderLines {
  const kept = withoutHop(lines).filter(([name]) => !["host", "expect"].includes(name.toLowerCase()));
  const names = new Set(lines.map(([name]) => name.toLowerCase()));
  // What the client did not ask for is decompressed here again.
  const encoding: HeaderLines =
    compress && !names.has("accept-encoding") && !names.has("range") ? [["Accept-Encoding", "gzip"]] : [];
  return [...forwardedFor(kept, client), ...encoding];
}

/** The headers of a request for another protocol: what is asked for stays. */
export const upgradeHeaders = (lines: HeaderLines, client: string | undefined): HeaderLines =>
  forwardedFor(
    lines.filter(([name]) => name.toLowerCase() !== "host"),
    client,
  );

/** The headers of an answer for the client, named and sorted as Go does; `isDecoded` when the body is not as it was sent. */
export function answerHeaders(lines: HeaderLines, isDecoded: boolean): HeaderLines {
  const trailers = lines.filter(([name]) => name.toLowerCase() === "trailer");
  return [...withoutHop(lines), ...trailers]
    .filter(([name]) => !isDecoded || !["content-length", "content-encoding"].includes(name.toLowerCase()))
    .map(([name, value]) => [canonical(name), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function withoutHop(lines: HeaderLines): HeaderLines {
  const named = lines
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.split(","))
    .map((name) => name.trim().toLowerCase());
  const dropped = new Set([...HOP, ...named]);
  return lines.filter(([name]) => !dropped.has(name.toLowerCase()));
}

function forwardedFor(lines: HeaderLines, client: string | undefined): HeaderLines {
  if (client === undefined) return lines;
  const isOne = (name: string) => name.toLowerCase() === "x-forwarded-for";
  const before = lines.filter(([name]) => isOne(name)).map(([, value]) => value);
  return [...lines.filter(([name]) => !isOne(name)), ["X-Forwarded-For", [...before, client].join(", ")]];
}

const canonical = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
