import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { type Pipe, pipe } from "../streams/pipe.ts";

/** A connection that has been upgraded and carries messages of bytes. */
export interface Channel {
  /** The sub-protocol that was agreed on. */
  readonly protocol: string;
  /** Every message, until the client has gone. */
  readonly messages: Pipe;
  /** Sends a message; resolves when it has left, or nobody waits for it any more. */
  send(message: Uint8Array): Promise<void>;
  /** Ends the connection in good order. */
  close(): void;
}

export interface Handshake {
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly protocol: string;
}

/** Answers 101 and speaks WebSocket (RFC 6455) from there on; faulty handshakes are answered by the library. */
export async function acceptWebSocket({ message, socket, head, protocol }: Handshake): Promise<Channel> {
  const { WebSocketServer } = await import("ws");
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  // The library refuses Kubernetes' names with a slash, so it is not told of protocols.
  delete message.headers["sec-websocket-protocol"];
  server.on("headers", (lines) => void lines.push(`Sec-WebSocket-Protocol: ${protocol}`));
  return await new Promise((resolve) => {
    server.handleUpgrade(message, socket, head, (opened) => resolve(channelOf(opened, protocol)));
  });
}

function channelOf(socket: WebSocket, protocol: string): Channel {
  const messages = pipe();
  socket.on("message", async (data: Buffer) => {
    socket.pause();
    await messages.write(data);
    socket.resume();
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => messages.end());
  return {
    protocol,
    messages,
    send: (message) =>
      new Promise((resolve) => {
        if (socket.readyState === socket.OPEN) socket.send(message, { binary: true }, () => resolve());
        else resolve();
      }),
    close: () => socket.close(1000),
  };
}
