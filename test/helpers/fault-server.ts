import { createServer as createHttp, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { type Issued, issue } from "./certificate.ts";

// A real server on loopback that answers as it is told to, and badly when it is told so.

/** What a server does with one request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Behaviours by "METHOD /path" (query left out): one after another, the last one for every request that follows. */
export type Script = Readonly<Record<string, Behaviour | readonly Behaviour[]>>;

export interface FaultServer {
  readonly port: number;
  readonly url: string;
  /** "GET /path?query" of every request, in order. */
  readonly requests: readonly string[];
  readonly headers: readonly IncomingMessage["headers"][];
  close(): Promise<void>;
}

export interface FaultOptions {
  /** Undefined for the usual certificate, null for plain HTTP. */
  readonly tls?: Pick<Issued, "cert" | "key"> | null;
  /** Takes connections that are to be upgraded. */
  readonly upgrade?: (request: IncomingMessage, socket: Socket, head: Buffer) => void;
}

export const authority = issue({ name: "test authority", isAuthority: true });
const usual = issue({ name: "server", by: authority, dns: ["localhost"], addresses: ["127.0.0.1"] });

export async function faultServer(script: Script, { tls = usual, upgrade }: FaultOptions = {}): Promise<FaultServer> {
  const requests: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const counts = new Map<string, number>();
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    const key = `${request.method} ${request.url?.split("?")[0]}`;
    const list = [
      script[key] ?? USUAL[key] ?? says(404, '{"kind":"Status","message":"not in the script","reason":"NotFound"}'),
    ].flat();
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    (list[Math.min(count, list.length - 1)] as Behaviour)(request, response);
  };
  const server = tls ? createHttps({ cert: tls.cert, key: tls.key }, listener) : createHttp(listener);
  server.keepAliveTimeout = 1000;
  if (upgrade) server.on("upgrade", (request, socket, head) => upgrade(request, socket as Socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    requests,
    headers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_TYPE = { "content-type": "application/json" };

export const says =
  (status: number, body = "", headers: Readonly<Record<string, string | readonly string[]>> = JSON_TYPE): Behaviour =>
  (_, response) => {
    response.writeHead(status, headers as Record<string, string>).end(body);
  };

export const json = (value: unknown, headers: Readonly<Record<string, string | readonly string[]>> = {}): Behaviour =>
  says(200, JSON.stringify(value), { ...JSON_TYPE, ...headers });

/** A Status as the API server writes it. */
export const status = (
  code: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Behaviour =>
  says(
    code,
    JSON.stringify({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code }),
    {
      ...JSON_TYPE,
      ...headers,
    },
  );

/** Never answers. */
export const silence: Behaviour = () => undefined;

/** Closes the connection without a word. */
export const hangUp: Behaviour = (request) => void request.socket.destroy();

/** Writes these bytes as they are and closes the connection. */
export const raw =
  (...parts: readonly (string | Buffer)[]): Behaviour =>
  ({ socket }) => {
    for (const part of parts.slice(0, -1)) socket.write(part);
    socket.end(parts.at(-1) ?? "", () => (socket as Socket).destroySoon());
  };

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/** Announces the whole body but sends a part of it. */
export const shortBody = (body: string, sent: number): Behaviour =>
  raw(`${HEAD}Content-Length: ${body.length}\r\n\r\n${body.slice(0, sent)}`);

/** Ends in the middle of a chunk. */
export const shortChunk = (body: string, sent: number): Behaviour =>
  raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body.slice(0, sent)}`);

/** A gzip stream that ends early inside an HTTP answer that is whole. */
export const shortGzip = (body: string, sent: number): Behaviour => {
  const bytes = gzipSync(body).subarray(0, sent);
  return raw(`${HEAD}Content-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n`, bytes);
};

/** Streams these texts, each in a chunk of its own, and then ends the answer or cuts the connection. */
export const stream =
  (texts: readonly string[], isCut = false): Behaviour =>
  (_, response) => {
    response.writeHead(200, JSON_TYPE);
    for (const text of texts) response.write(text);
    // What was written has to leave before the connection is cut.
    if (isCut) setTimeout(() => response.destroy(), 30);
    else response.end();
  };

/** A type as discovery tells it. */
export const resource = (name: string, kind: string, singularResource: string, more: object = {}) => ({
  resource: name,
  singularResource,
  scope: "Namespaced",
  responseKind: { group: "", version: "", kind },
  verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  ...more,
});

/** Says which types there are in a group. */
export const discovery = (group: string, resources: readonly unknown[]) =>
  json(
    {
      kind: "APIGroupDiscoveryList",
      apiVersion: "apidiscovery.k8s.io/v2",
      items: [{ metadata: { name: group }, versions: [{ version: "v1", freshness: "Current", resources }] }],
    },
    { "content-type": "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList" },
  );

/** What every server says unless its script has something else: it serves pods and config maps. */
const USUAL: Script = {
  "GET /api": discovery("", [resource("pods", "Pod", "pod"), resource("configmaps", "ConfigMap", "configmap")]),
  "GET /apis": discovery("apps", [resource("deployments", "Deployment", "deployment")]),
};
