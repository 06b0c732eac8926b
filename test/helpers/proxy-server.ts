import { createServer as createHttp } from "node:http";
import { type AddressInfo, connect, createServer as createTcp, type Server, type Socket } from "node:net";

// Small real proxies: what they were asked for, and by whom.

export interface ProxyServer {
  readonly port: number;
  /** "CONNECT host:port" and the credentials, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** An HTTP proxy for CONNECT; it wants this Proxy-Authorization when one is given. */
export async function httpProxy(wanted?: string): Promise<ProxyServer> {
  const asked: string[] = [];
  const server = createHttp((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(400).end();
  });
  server.on("connect", (request, socket: Socket) => {
    const credentials = request.headers["proxy-authorization"];
    asked.push(`CONNECT ${request.url}${credentials ? ` ${credentials}` : ""}`);
    socket.on("error", () => socket.destroy());
    if (wanted !== undefined && credentials !== wanted) {
      return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    }
    const [host, port] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      join(socket, target);
    });
    target.on("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
  });
  return await listening(server, asked);
}

/** A SOCKS5 proxy (RFC 1928) without authentication, for IPv4 addresses and names. */
export async function socksProxy(): Promise<ProxyServer> {
  const asked: string[] = [];
  const server = createTcp((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => {
      socket.write(Buffer.from([5, 0]));
      socket.once("data", (request) => {
        const isName = request[3] === 3;
        const end = isName ? 5 + (request[4] as number) : 8;
        const host = isName ? request.toString("latin1", 5, end) : [...request.subarray(4, end)].join(".");
        const port = request.readUInt16BE(end);
        asked.push(`CONNECT ${host}:${port}`);
        const target = connect(port, host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          join(socket, target);
        });
        target.on("error", () => socket.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])));
      });
    });
  });
  return await listening(server, asked);
}

function join(a: Socket, b: Socket): void {
  a.pipe(b).pipe(a);
  // One that ended well still has its last bytes on the way.
  a.on("close", (isBroken) => isBroken && b.destroy());
  b.on("close", (isBroken) => isBroken && a.destroy());
}

async function listening(server: Server, asked: readonly string[]): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
