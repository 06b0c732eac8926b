import type { Readable } from "node:stream";
import type Undici from "undici";
import type { Connection, Request } from "./connection.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body's bytes, decompressed. */
  readonly body: Readable;
}

export interface Transport {
  /** Sends one request; rejects with Node's error when no answer's head comes. */
  send(request: Request): Promise<Answer>;
  /** Cuts every connection. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT = 30_000;

/** Opens nothing yet: undici is loaded here, sockets come with the first request. Redirects are never followed. */
export async function openTransport(connection: Connection): Promise<Transport> {
  await calmWasm();
  const { request } = await import("./undici.ts");
  const dispatcher = await openDispatcher(connection);
  const base = connection.server.pathname.replace(/\/+$/, "");
  return {
    async send(wanted) {
      const answer = await request.call(dispatcher, {
        origin: connection.server.origin,
        path: base + wanted.path,
        method: wanted.method ?? "GET",
        headers: { ...(await connection.headers()), ...headersOf(wanted, connection) },
        body: wanted.body ?? null,
        ...(wanted.signal ? { signal: wanted.signal } : {}),
      } as Undici.Dispatcher.RequestOptions);
      const headers = answer.headers as Answer["headers"];
      return { status: answer.statusCode, headers, body: await decoded(answer.body, headers["content-encoding"]) };
    },
    // Closing gracefully would wait for streams that never end.
    close: () => dispatcher.destroy(),
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
  const tls = {
    ca: connection.tls.ca,
    cert: connection.tls.cert,
    key: connection.tls.key,
    servername: connection.tls.serverName || undefined,
    // Given in full, so that NODE_TLS_REJECT_UNAUTHORIZED has no say.
    rejectUnauthorized: !connection.tls.insecure,
  };
  const connect = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  // A watch may be quiet for hours: no time-outs of undici's own.
  const options = { headersTimeout: 0, bodyTimeout: 0, connect: { ...connect, timeout: CONNECT_TIMEOUT } };
  if (connection.proxy) {
    const { loadProxyAgent } = await import("./undici.ts");
    const ProxyAgent = await loadProxyAgent();
    return new ProxyAgent({ ...options, uri: connection.proxy, requestTls: connect });
  }
  const { Agent } = await import("./undici.ts");
  return new Agent(options as Undici.Agent.Options);
}

async function decoded(body: Readable, encoding: string | string[] | undefined): Promise<Readable> {
  if (encoding !== "gzip") return body;
  const { createGunzip } = await import("node:zlib");
  const gunzip = createGunzip();
  body.on("error", (error) => gunzip.destroy(error));
  gunzip.on("close", () => body.destroy());
  return body.pipe(gunzip);
}

/**
 * On Node 20 V8 compiles undici's HTTP parser a second time in the background and the process waits for it at its end
 * (75 ms); a large budget makes it not start. Later versions of Node do not need it.
 */
async function calmWasm(): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--wasm-tiering-budget=30000000");
}
