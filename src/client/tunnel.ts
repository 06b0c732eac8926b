import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { ConnectionError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";

/** A connection to the server through an HTTP proxy (CONNECT), ready for the upgrade. Throws ConnectionError. */
export async function openTunnel(connection: Connection, tls: ConnectionOptions): Promise<TLSSocket> {
  const proxy = new URL(connection.proxy ?? "");
  if (!/^https?:$/.test(proxy.protocol)) {
    throw new ConnectionError(`streams through a ${proxy.protocol.slice(0, -1)} proxy are not in this version yet`);
  }
  const { hostname, port } = connection.server;
  const target = `${hostname}:${port || "443"}`;
  const user = decodeURIComponent(proxy.username);
  const credentials = Buffer.from(`${user}:${decodeURIComponent(proxy.password)}`).toString("base64");
  const ask = proxy.protocol === "https:" ? httpsRequest : httpRequest;
  return await new Promise((resolve, reject) => {
    const asked = ask({
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: target,
      headers: { host: target, ...(user === "" ? {} : { "proxy-authorization": `Basic ${credentials}` }) },
    });
    asked.once("error", reject);
    asked.once("connect", (answer, socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        return reject(new ConnectionError(answer.statusMessage || `the proxy answered ${answer.statusCode}`));
      }
      const host = hostname.replace(/^\[(.*)\]$/, "$1");
      const secure = connect({ ...tls, socket, servername: tls.servername ?? host, host, ALPNProtocols: ["http/1.1"] });
      secure.once("secureConnect", () => resolve(secure));
      secure.once("error", reject);
    });
    asked.end();
  });
}
