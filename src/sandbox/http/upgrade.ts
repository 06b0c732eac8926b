import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError, badRequest } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import type { Credentials } from "../auth/authenticate.ts";
import { admit, readHead } from "./admit.ts";
import type { ApiRequest } from "./message.ts";
import { readPath, type Target } from "./path.ts";
import { STREAMS } from "./streams.ts";
import { acceptWebSocket, type Channel } from "./web-socket.ts";

/** A part of an object that is spoken with over an upgraded connection (pods/exec and the like). */
export interface Streaming {
  /** The sub-protocols it speaks, the best first. */
  readonly protocols: readonly string[];
  /** Looks whether it can be done, and gives what does it. An ApiError thrown here is the answer instead of an upgrade. */
  open(machine: Machine, request: ApiRequest, target: Target): (channel: Channel) => Promise<void>;
}

export interface Upgrading {
  readonly machine: Machine;
  readonly credentials: Credentials;
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** Answers as if no upgrade had been asked for. */
  readonly plain: () => void;
}

/** Answers a request for an upgrade: authentication and authorization first, as for every request. */
export async function upgrade({ machine, credentials, message, socket, head, plain }: Upgrading): Promise<void> {
  socket.on("error", () => socket.destroy());
  try {
    const request = readHead(machine, credentials, message);
    const target = readPath(request.path, machine.types);
    const load = target && STREAMS[`${target.kind.plural}/${target.subresource}`];
    if (!load) return plain();
    admit(machine, request);
    // As since Kubernetes 1.35: who streams must have the right to create, too, whatever the method.
    admit(machine, { ...request, method: "POST" });
    const streaming = await load();
    const play = streaming.open(machine, request, target);
    const protocol = agreed(message, streaming.protocols);
    const channel = await acceptWebSocket({ message, socket, head, protocol });
    await play(channel).catch(() => undefined);
    channel.close();
  } catch (error) {
    refuse(socket, error instanceof ApiError ? error : new ApiError(500, "InternalError", String(error)));
  }
}

/** The sub-protocol that both sides know; throws when there is none, or another kind of upgrade is asked for (SPDY). */
function agreed({ headers }: IncomingMessage, known: readonly string[]): string {
  if (headers.upgrade?.toLowerCase() !== "websocket") {
    throw badRequest(`the sandbox upgrades to websocket, not to ${headers.upgrade}`);
  }
  const offered = (headers["sec-websocket-protocol"] ?? "").split(",").map((one) => one.trim());
  const best = known.find((one) => offered.includes(one));
  if (best === undefined) throw badRequest(`none of these protocols is spoken here: ${offered.join(", ")}`);
  return best;
}

function refuse(socket: Duplex, error: ApiError): void {
  const body = `${JSON.stringify(error.status())}\n`;
  const head = [
    `HTTP/1.1 ${error.code} ${error.reason}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
