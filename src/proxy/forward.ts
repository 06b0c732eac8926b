import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import type { Connection } from "../client/connection.ts";
import { type PassedAnswer, pairs, type Relay } from "../client/relay.ts";
import { reasonOf } from "../client/unreachable.ts";
import { answerHeaders, requestHeaders } from "./headers.ts";
import { escapeBytes } from "./path.ts";
import { plain, send, writeHead } from "./reply.ts";

/** How many bytes wait for a slow reader; less costs a third of the speed. */
export const PIECE = 256 * 1024;

/** What requests are passed on with. */
export interface Upstream {
  readonly relay: Relay;
  readonly connection: Connection;
  /** The server's own path, which every path is appended to. */
  readonly base: string;
  /** The period of TCP's keep-alive for upgraded connections, in milliseconds. */
  readonly keepAlive: number;
  /** Tells the user what went wrong. */
  tell(text: string): void;
}

/** Passes a request on and its answer back, as it comes. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  upstream: Upstream,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const client = request.socket.remoteAddress?.replace(/^::ffff:/, "");
  const method = request.method ?? "GET";
  const compress = upstream.connection.compress && method !== "HEAD";
  const headers = requestHeaders(pairs(request.rawHeaders), client, compress);
  const asked = headers.some(([name, value]) => name === "Accept-Encoding" && value === "gzip");
  try {
    // A body of its own: when no answer comes, the client's connection is still needed for ours.
    const body = hasBody(request) ? request.pipe(new PassThrough({ highWaterMark: PIECE })) : undefined;
    const target = escapeBytes(upstream.base + path);
    const answer = await upstream.relay.pass({ method, path: target, headers, body, signal: gone.signal });
    const wasAsked = request.headers["accept-encoding"] === undefined && asked;
    await passBack(answer, response, { isOwnGzip: wasAsked && isGzip(answer), method });
  } catch (error) {
    if (gone.signal.aborted) return;
    fail(error, response, upstream);
  }
}

/** An answer that has begun can only be cut, so that the client does not take a part for the whole. */
function fail(error: unknown, response: ServerResponse, { connection, tell }: Upstream): void {
  const reason = response.headersSent ? "unexpected EOF" : reasonOf(error, connection.server);
  tell(`Error while proxying request: ${reason}`);
  if (response.headersSent) response.destroy();
  else send(response, plain(500, reason));
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

const isGzip = ({ headers }: PassedAnswer): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === "content-encoding" && value === "gzip");

async function passBack(
  answer: PassedAnswer,
  response: ServerResponse,
  { isOwnGzip, method }: { isOwnGzip: boolean; method: string },
): Promise<void> {
  const [{ pipeline }, { createGunzip }] = await Promise.all([import("node:stream/promises"), import("node:zlib")]);
  const hasNone = method === "HEAD" || answer.status === 204 || answer.status === 304;
  writeHead(response, answer.status, answer.statusText, answerHeaders(answer.headers, isOwnGzip));
  // A watch may have nothing to say for a while.
  response.flushHeaders();
  if (isOwnGzip && !hasNone) await pipeline(answer.body, createGunzip(), response, { end: false });
  else await pipeline(answer.body, response, { end: false });
  response.addTrailers(answer.trailers);
  response.end();
}
