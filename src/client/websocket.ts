import type { ClientRequest, IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { ConnectionError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";
import { headersOf } from "./headers.ts";
import { tlsOptions } from "./tls.ts";

const HANDSHAKE_TIMEOUT = 30_000;

/** An upgraded connection that carries messages of bytes. */
export interface Socket {
  /** The sub-protocol that the server chose. */
  readonly protocol: string;
  /** Every message until the server closes; ends without an error only when it closed in good order. */
  messages(): AsyncGenerator<Buffer>;
  /** Sends a message; resolves when there is room for more. */
  send(message: Uint8Array): Promise<void>;
  close(): void;
  /** Ends the connection at once. */
  terminate(): void;
}

/** The server answered an upgrade with something else. */
export class NotUpgraded extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/**
 * Upgrades to a WebSocket (RFC 6455) with one of these sub-protocols. Throws NotUpgraded, and Node's errors of the network;
 * redirects are not followed.
 */
export async function openSocket(
  connection: Connection,
  path: string,
  protocols: readonly string[],
  signal: AbortSignal,
): Promise<Socket> {
  const [{ default: Client }, tls, headers] = await Promise.all([
    import("ws"),
    tlsOptions(connection),
    // A kubelet has nothing in JSON to offer, and refuses who wants that.
    headersOf({ path, accept: "*/*" }, connection),
  ]);
  const { server } = connection;
  const base = server.origin.replace(/^http/, "ws") + server.pathname.replace(/\/+$/, "");
  const tunnel = connection.proxy ? await (await import("./tunnel.ts")).openTunnel(connection, tls) : undefined;
  const asked = protocols.join(", ");
  let chosen: string | undefined;
  // ws refuses Kubernetes' names with a slash, so it is not told of protocols.
  const finishRequest = (request: ClientRequest) => {
    request.prependListener("upgrade", ({ headers }: IncomingMessage) => {
      chosen = headers["sec-websocket-protocol"];
      delete headers["sec-websocket-protocol"];
    });
    request.end();
  };
  const socket = new Client(base + path, {
    ...tls,
    headers: { ...(headers as Record<string, string>), "sec-websocket-protocol": asked },
    finishRequest,
    perMessageDeflate: false,
    followRedirects: false,
    skipUTF8Validation: true,
    handshakeTimeout: HANDSHAKE_TIMEOUT,
    maxPayload: 0,
    // A mask keeps web pages from speaking to proxies in their own words; within TLS nobody listens, and it costs a third.
    ...(server.protocol === "https:" ? { generateMask: (mask: Buffer) => void mask.fill(0) } : {}),
    ...(tunnel ? { createConnection: () => tunnel as never } : {}),
  });
  const end = () => socket.terminate();
  signal.addEventListener("abort", end, { once: true });
  socket.once("close", () => signal.removeEventListener("abort", end));
  await upgraded(socket);
  if (chosen !== undefined && protocols.includes(chosen)) return wrap(socket, chosen);
  socket.terminate();
  throw new ConnectionError(`the server speaks ${chosen ?? "no protocol"}, not ${asked}`);
}

function upgraded(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("open", () => {
      // Messages that came with the answer itself wait until there is somebody to read them.
      socket.pause();
      resolve();
    });
    socket.once("error", reject);
    socket.once("unexpected-response", (_request, answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => void chunks.push(chunk));
      answer.on("close", () => {
        reject(new NotUpgraded(answer.statusCode ?? 0, Buffer.concat(chunks).toString("utf8")));
        socket.terminate();
      });
    });
  });
}

function wrap(socket: WebSocket, protocol: string): Socket {
  const waiting: Buffer[] = [];
  let size = 0;
  let wake = () => {};
  let isOver = false;
  let failure: Error | undefined;
  socket.on("message", (data: Buffer) => {
    waiting.push(data);
    size += data.length;
    if (size > MOST_UNREAD) socket.pause();
    wake();
  });
  socket.on("error", (error) => {
    failure ??= error;
  });
  socket.on("close", (code) => {
    isOver = true;
    if (code !== 1000) failure ??= new ConnectionError("unexpected EOF");
    wake();
  });
  return {
    protocol,
    async *messages() {
      for (;;) {
        const next = waiting.shift();
        size -= next?.length ?? 0;
        if (next) yield next;
        else if (isOver) break;
        else {
          socket.resume();
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      if (failure) throw failure instanceof ConnectionError ? failure : new ConnectionError("unexpected EOF");
    },
    send: (message) => sent(socket, message),
    close: () => socket.close(1000),
    terminate: () => socket.terminate(),
  };
}

/** As much may wait to be sent as fits in a few frames, and as much to be read. */
const MOST_WAITING = 256 * 1024;
const MOST_UNREAD = 1024 * 1024;

function sent(socket: WebSocket, message: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // What can no longer be sent is told by the end of the messages.
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(message, { binary: true }, () => resolve());
    if (socket.bufferedAmount < MOST_WAITING) resolve();
  });
}
