import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Filter } from "./filter.ts";
import { forward, PIECE, type Upstream } from "./forward.ts";
import { forwardUpgrade } from "./forward-upgrade.ts";
import { unescapePath } from "./path.ts";
import { badRequest, forbidden, notFound, type Reply, redirect, send, sendRaw } from "./reply.ts";
import { type Prefixes, route } from "./routes.ts";

export interface ProxyOptions extends Upstream {
  readonly prefixes: Prefixes;
  /** The folder whose files are served. */
  readonly folder: string;
  /** Undefined: everything passes. */
  readonly filter: Filter | undefined;
  /** Files, too, only go to hosts that the filter takes. */
  readonly guardsFiles: boolean;
}

/** As much as Go takes. */
const MOST_HEADER_BYTES = 1024 * 1024;

export interface Proxy {
  /** Not listening yet. */
  readonly server: Server;
  /** Cuts every connection of either side. */
  close(): Promise<void>;
}

/** The server behind `proxy`. */
export function createProxy(options: ProxyOptions): Proxy {
  // Requests and their answers may take as long as they like: watches and uploads do.
  const limits = { maxHeaderSize: MOST_HEADER_BYTES, requestTimeout: 0, keepAliveTimeout: 0, highWaterMark: PIECE };
  const server = createServer(limits, (request, response) => {
    response.on("error", () => undefined);
    void answer(request, response, options);
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => undefined);
    const decided = decide(request, options);
    if ("reply" in decided) sendRaw(socket, decided.reply);
    else if (decided.to === "files") sendRaw(socket, notFound());
    else void forwardUpgrade(request, socket as Socket, head, decided.path, options);
  });
  server.on("connect", (_, socket) => sendRaw(socket, notFound()));
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return {
    server,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await options.relay.close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ProxyOptions): Promise<void> {
  const decided = decide(request, options);
  if ("reply" in decided) return send(response, decided.reply);
  if (decided.to === "api") return await forward(request, response, decided.path, options);
  const { serveFile } = await import("./files/serve.ts");
  await serveFile(request, response, { folder: options.folder, path: decided.path, query: decided.query });
}

type Decision =
  | { readonly to: "api"; readonly path: string }
  | { readonly to: "files"; readonly path: string; readonly query: string }
  | { readonly reply: Reply };

/** Where a request goes, or what it is refused with. */
function decide(request: IncomingMessage, { prefixes, filter, guardsFiles }: ProxyOptions): Decision {
  const { method = "GET", url = "/" } = request;
  if (url === "*") return { reply: { status: 200, headers: [["Content-Length", "0"]], body: "" } };
  const { host, target } = asked(request, url);
  if (host === undefined || !target.startsWith("/")) return { reply: badRequest() };
  const way = route(target, prefixes);
  if (way.to === "refusal") return { reply: badRequest() };
  if (way.to === "elsewhere") return { reply: redirect(way.location, method) };
  if (way.to === "nowhere") return { reply: notFound() };
  if (way.to === "files") return guardsFiles && filter && !filter.acceptsHost(host) ? { reply: forbidden() } : way;
  // As the API server will read it: what is refused cannot hide behind escapes.
  const path = unescapePath(way.path) ?? way.path;
  if (filter && !filter.accepts({ method, path, host })) return { reply: forbidden() };
  return { to: "api", path: way.path + way.query };
}

/** A whole URL in the request line says whose host it is for; two Host headers say nothing. */
function asked(request: IncomingMessage, url: string): { host: string | undefined; target: string } {
  const whole = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url);
  if (whole) return { host: whole[1] ?? "", target: whole[2]?.replace(/^(?!\/)/, "/") ?? "/" };
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  return { host: hosts.length > 1 ? undefined : (request.headers.host ?? ""), target: url };
}
