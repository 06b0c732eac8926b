import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Connection } from "./connection.ts";
import { type HeaderLines, withCredentials } from "./relay.ts";
import { tlsOptions } from "./tls.ts";
import { openTunnel } from "./tunnel.ts";

export interface PassedUpgrade {
  readonly method: string;
  /** From the server's root on. */
  readonly path: string;
  readonly headers: HeaderLines;
  /** The period of TCP's keep-alive in milliseconds; 0 leaves it to the system. */
  readonly keepAlive: number;
}

/** What came of it: the open socket with what was read from it too far, or an answer that is no upgrade. */
export interface Upgraded {
  readonly answer: IncomingMessage;
  readonly socket: Socket | undefined;
  readonly head: Buffer;
}

/** Asks for another protocol on a connection of its own; rejects with Node's error when no answer comes. */
export async function passUpgrade(connection: Connection, wanted: PassedUpgrade): Promise<Upgraded> {
  const { request } = await import("node:http");
  const headers = (await withCredentials(wanted.headers, connection)).flat();
  const socket = await dial(connection);
  if (wanted.keepAlive > 0) socket.setKeepAlive(true, wanted.keepAlive);
  const { method, path } = wanted;
  return await new Promise<Upgraded>((resolve, reject) => {
    const asking = request({ method, path, headers, setHost: false, createConnection: () => socket });
    asking.on("upgrade", (answer, upgraded, head) => resolve({ answer, socket: upgraded as Socket, head }));
    asking.on("response", (answer) => resolve({ answer, socket: undefined, head: Buffer.alloc(0) }));
    asking.on("error", reject);
    asking.end();
  }).catch((error) => {
    socket.destroy();
    throw error;
  });
}

/** A connection to the server that is ready to be spoken on. */
async function dial(connection: Connection): Promise<Socket> {
  const [net, tls] = await Promise.all([import("node:net"), import("node:tls")]);
  const { hostname, port, protocol } = connection.server;
  const isTls = protocol === "https:";
  if (connection.proxy) return await openTunnel(connection, await tlsOptions(connection));
  const host = hostname.replace(/^\[|\]$/g, "");
  const place = { host, port: Number(port || (isTls ? 443 : 80)) };
  if (!isTls) return await opened(net.connect(place), "connect");
  const options = await tlsOptions(connection);
  const servername = options.servername ?? (net.isIP(host) ? "" : host);
  return await opened(tls.connect({ ...place, ...options, host, servername }), "secureConnect");
}

const opened = <T extends Socket>(socket: T, event: string): Promise<T> =>
  new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once(event, () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
