import type Undici from "undici";
import type { CliError } from "../core/errors.ts";
import { openBody } from "./body.ts";
import type { Connection, Request } from "./connection.ts";
import { headersOf } from "./headers.ts";
import { tlsOptions } from "./tls.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Body;
}

/** A body's bytes, decompressed; reading them throws ConnectionError when the connection ends before the body does. */
export interface Body extends AsyncIterable<Buffer> {
  /** Ends the connection: nobody wants the rest, or its reader is to get this error. */
  destroy(error?: CliError): void;
}

export interface Transport {
  /** Sends one request; rejects with Node's error when no answer's head comes. */
  send(request: Request): Promise<Answer>;
  /** Cuts every connection. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT = 30_000;
/** As much as Go reads. */
const MOST_HEADER_BYTES = 10 * 1024 * 1024;

/** Opens nothing yet: undici is loaded here, sockets come with the first request. Redirects are never followed. */
export async function openTransport(connection: Connection): Promise<Transport> {
  const { request } = await import("./undici.ts");
  const dispatcher = await openDispatcher(connection);
  const base = connection.server.pathname.replace(/\/+$/, "");
  const closing = new AbortController();
  return {
    async send(wanted) {
      const answer = await request.call(dispatcher, {
        origin: connection.server.origin,
        path: base + wanted.path,
        method: wanted.method ?? "GET",
        headers: await headersOf(wanted, connection),
        body: wanted.body ?? null,
        signal: AbortSignal.any([closing.signal, ...(wanted.signal ? [wanted.signal] : [])]),
      } as Undici.Dispatcher.RequestOptions);
      const headers = answer.headers as Answer["headers"];
      return { status: answer.statusCode, headers, body: await openBody(answer.body, headers["content-encoding"]) };
    },
    // Closing gracefully would wait for streams that never end; the signal reaches what the dispatcher has lost sight of.
    close() {
      closing.abort();
      return dispatcher.destroy();
    },
  };
}

/** The pool of connections to a server, through its proxy where it has one. */
export async function openDispatcher(connection: Connection): Promise<Undici.Dispatcher> {
  const connect = (await tlsOptions(connection)) as Undici.buildConnector.BuildOptions;
  // A watch may be quiet for hours: no time-outs of undici's own.
  const options = {
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MOST_HEADER_BYTES,
    connect: { ...connect, timeout: CONNECT_TIMEOUT },
  };
  if (connection.proxy) {
    const { loadProxyAgent } = await import("./undici.ts");
    const ProxyAgent = await loadProxyAgent();
    return new ProxyAgent({ ...options, uri: connection.proxy, requestTls: connect });
  }
  const { Pool } = await import("./undici.ts");
  return new Pool(connection.server.origin, options as Undici.Pool.Options);
}
