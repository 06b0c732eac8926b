import type { Readable } from "node:stream";
import type { PeerCertificate } from "node:tls";
import type Undici from "undici";
import { CliError, ConnectionError } from "../core/errors.ts";
import type { Connection, Request } from "./connection.ts";

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
        headers: { ...(await connection.headers()), ...headersOf(wanted, connection) },
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

function headersOf(wanted: Request, connection: Connection): Record<string, string> {
  return {
    "user-agent": connection.userAgent,
    accept: wanted.accept ?? "application/json",
    ...(connection.compress ? { "accept-encoding": "gzip" } : {}),
    ...(wanted.body === undefined ? {} : { "content-type": wanted.contentType ?? "application/json" }),
    ...wanted.headers,
  };
}

async function openDispatcher(connection: Connection): Promise<Undici.Dispatcher> {
  const { checkServerIdentity, createSecureContext } = await import("node:tls");
  const { ca, cert, key, check } = connection.tls;
  const tls = {
    // Made once for all connections: on Node 20 the first takes 20 ms.
    secureContext:
      connection.server.protocol === "https:"
        ? await attempt(() => createSecureContext({ ca, cert, key }), check)
        : undefined,
    servername: connection.tls.serverName || undefined,
    // Given in full, so that NODE_TLS_REJECT_UNAUTHORIZED has no say.
    rejectUnauthorized: !connection.tls.insecure,
    // As Go: a certificate's common name is no host's name.
    checkServerIdentity(host: string, cert: PeerCertificate) {
      const error = checkServerIdentity(host, { ...cert, subject: {} as PeerCertificate["subject"] });
      return error && Object.assign(error, { cert });
    },
  };
  const connect = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
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
  const [{ Pool }, { keepParserSmall }] = await Promise.all([import("./undici.ts"), import("./engine.ts")]);
  keepParserSmall();
  return new Pool(connection.server.origin, options as Undici.Pool.Options);
}

/** A failure to use certificates or keys is told in kubectl's words. */
async function attempt<T>(make: () => T, explain: (() => Promise<void>) | undefined): Promise<T> {
  try {
    return make();
  } catch (error) {
    await explain?.();
    throw error;
  }
}

async function openBody(stream: Readable, encoding: string | string[] | undefined): Promise<Body> {
  const bytes = encoding === "gzip" ? await gunzipped(stream) : stream;
  // Readers are told by the iteration; a body that nobody reads must not end the program.
  for (const one of new Set([stream, bytes])) one.on("error", () => undefined);
  return {
    destroy: (error) => void bytes.destroy(error),
    async *[Symbol.asyncIterator]() {
      try {
        yield* bytes as AsyncIterable<Buffer>;
      } catch (error) {
        throw error instanceof CliError ? error : new ConnectionError("unexpected EOF", { cause: error });
      }
    },
  };
}

async function gunzipped(stream: Readable): Promise<Readable> {
  const { createGunzip } = await import("node:zlib");
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  gunzip.on("close", () => stream.destroy());
  return stream.pipe(gunzip);
}
