import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { HeaderLines } from "../client/relay.ts";
import { escapeHtml } from "./path.ts";

/** A whole answer of the proxy's own. */
export interface Reply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: string | Buffer;
}

const REASONS: Readonly<Record<number, string>> = { 416: "Requested Range Not Satisfiable" };

export const reasonFor = (status: number): string => REASONS[status] ?? STATUS_CODES[status] ?? "";

/** A line of text, as Go's servers say what is wrong. */
export function plain(status: number, text: string, more: HeaderLines = []): Reply {
  const body = Buffer.from(`${text}\n`);
  return {
    status,
    headers: [
      ...more,
      ["Content-Type", "text/plain; charset=utf-8"],
      ["X-Content-Type-Options", "nosniff"],
      date(),
      ["Content-Length", String(body.length)],
    ],
    body,
  };
}

export const notFound = (): Reply => plain(404, "404 page not found");
export const forbidden = (): Reply => plain(403, "Forbidden");

/** For requests that cannot be read. */
export const badRequest = (): Reply => ({
  status: 400,
  headers: [
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Connection", "close"],
  ],
  body: "400 Bad Request",
});

/** Sends the client to another path of the proxy, the same method again. */
export function redirect(location: string, method: string): Reply {
  const to = escapeBytesOf(location);
  const hasBody = method === "GET";
  const body = hasBody ? `<a href="${escapeHtml(to)}">Temporary Redirect</a>.\n\n` : "";
  const type: HeaderLines = hasBody || method === "HEAD" ? [["Content-Type", "text/html; charset=utf-8"]] : [];
  const length: HeaderLines = method === "HEAD" ? [] : [["Content-Length", String(Buffer.byteLength(body))]];
  return { status: 307, headers: [...type, ["Location", to], date(), ...length], body };
}

const escapeBytesOf = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);

/** The Date header of now. */
export const date = (): readonly [string, string] => ["Date", new Date().toUTCString()];

/** Writes the head as Go does: these lines alone, in this order. */
export function writeHead(response: ServerResponse, status: number, reason: string, headers: HeaderLines): void {
  response.sendDate = false;
  response.removeHeader("connection");
  const isLast = !response.shouldKeepAlive && !headers.some(([name]) => name === "Connection");
  const lines = isLast ? [...headers, ["Connection", "close"] as const] : headers;
  response.writeHead(status, reason, lines.flat());
}

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  // Without a length the connection's end is the body's.
  if (!headers.some(([name]) => name === "Content-Length")) response.removeHeader("transfer-encoding");
  writeHead(response, status, reasonFor(status), headers);
  response.end(body);
}

/** The same on a bare socket, which it closes. */
export function sendRaw(socket: Duplex, { status, headers, body }: Reply): void {
  socket.write(rawHead(status, reasonFor(status), headers));
  socket.end(body);
}

export const rawHead = (status: number, reason: string, headers: HeaderLines): string =>
  `HTTP/1.1 ${status} ${reason}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
