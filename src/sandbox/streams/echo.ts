import { createServer, type Server } from "node:http";
import { Duplex } from "node:stream";

/** A connection to a server in here. */
export interface Carried {
  /** Resolves when there is room for more. */
  take(chunk: Buffer): Promise<void>;
  end(): void;
  cut(): void;
}

let echo: Server | undefined;

/** Answers with the request's first line and how many bytes came with it; a POST to /echo comes back as it is. */
const server = (): Server =>
  createServer((request, response) => {
    if (request.url === "/echo") return void request.pipe(response);
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
    });
    request.on("end", () => response.end(`${request.method} ${request.url} ${size}\n`));
  });

/** Opens a connection to an HTTP echo. */
export function openEcho(send: (chunk: Buffer) => Promise<void>, ended: () => Promise<void>): Carried {
  let wake = () => {};
  const connection = new Duplex({
    allowHalfOpen: true,
    read: () => wake(),
    write: (chunk, _, done) => void send(chunk).then(() => done()),
    final: (done) => void ended().then(() => done()),
    destroy(_, done) {
      wake();
      void ended().then(() => done(null));
    },
  });
  connection.on("error", () => undefined);
  echo ??= server();
  echo.emit("connection", connection);
  return {
    async take(chunk) {
      if (connection.destroyed || connection.push(chunk)) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    },
    end: () => void connection.push(null),
    cut: () => void connection.destroy(),
  };
}
