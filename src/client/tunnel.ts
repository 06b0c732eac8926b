import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect } from "node:tls";
import { ConnectionError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";

/** A connection to the server through its proxy (HTTP CONNECT or SOCKS5), ready to be spoken on. Throws ConnectionError. */
export async function openTunnel(connection: Connection, tls: ConnectionOptions): Promise<Socket> {
  const proxy = new URL(connection.proxy ?? "");
  const { hostname, port, protocol } = connection.server;
  const isTls = protocol === "https:";
  const to = { host: plain(hostname), port: Number(port || (isTls ? 443 : 80)) };
  const socket = proxy.protocol.startsWith("socks") ? await throughSocks(proxy, to) : await throughHttp(proxy, to);
  return isTls ? await secured(socket, to.host, tls) : socket;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const plain = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** Name and password of the proxy's URL. */
const credentials = (proxy: URL) => ({
  user: decodeURIComponent(proxy.username),
  password: decodeURIComponent(proxy.password),
});

function throughHttp(proxy: URL, { host, port }: Place): Promise<Socket> {
  const isTls = proxy.protocol === "https:";
  const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const { user, password } = credentials(proxy);
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return new Promise((resolve, reject) => {
    const asked = (isTls ? httpsRequest : httpRequest)({
      host: plain(proxy.hostname),
      port: proxy.port || (isTls ? 443 : 80),
      method: "CONNECT",
      path: target,
      headers: { host: target, ...(user === "" ? {} : { "proxy-authorization": basic }) },
    });
    asked.once("error", reject);
    asked.once("connect", (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new ConnectionError(answer.statusMessage || `the proxy answered ${answer.statusCode}`));
    });
    asked.end();
  });
}

async function throughSocks(proxy: URL, destination: Place): Promise<Socket> {
  const { SocksClient } = await import("socks");
  const { user, password } = credentials(proxy);
  const from = { host: plain(proxy.hostname), port: Number(proxy.port || 1080), type: 5 as const };
  const known = user === "" ? {} : { userId: user, password };
  const { socket } = await SocksClient.createConnection({
    proxy: { ...from, ...known },
    command: "connect",
    destination,
  });
  return socket;
}

function secured(socket: Socket, host: string, tls: ConnectionOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const servername = tls.servername ?? (isIP(host) ? "" : host);
    const secure = connect({ ...tls, socket, servername, host, ALPNProtocols: ["http/1.1"] });
    secure.once("secureConnect", () => resolve(secure));
    secure.once("error", reject);
  });
}
