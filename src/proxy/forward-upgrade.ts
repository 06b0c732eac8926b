import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type HeaderLines, pairs } from "../client/relay.ts";
import { passUpgrade } from "../client/relay-upgrade.ts";
import { reasonOf } from "../client/unreachable.ts";
import type { Upstream } from "./forward.ts";
import { answerHeaders, upgradeHeaders } from "./headers.ts";
import { escapeBytes } from "./path.ts";
import { plain, rawHead, sendRaw } from "./reply.ts";

/** Passes a request for another protocol on; from then on the bytes of both sides go through as they are. */
export async function forwardUpgrade(
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
  path: string,
  upstream: Upstream,
): Promise<void> {
  const refuse = (reason: string) => {
    upstream.tell(`Error while proxying request: ${reason}`);
    sendRaw(client, plain(500, reason));
  };
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, "");
  const headers = upgradeHeaders(pairs(request.rawHeaders), address);
  const { base, keepAlive, connection } = upstream;
  const method = request.method ?? "GET";
  const wanted = { method, path: escapeBytes(base + path), headers, keepAlive };
  const upgraded = await passUpgrade(connection, wanted).catch((error) => dialReason(error, connection.server));
  if (typeof upgraded === "string") return refuse(upgraded);
  const { answer, socket, head: early } = upgraded;
  const { statusCode: status = 0, statusMessage: reason = "" } = answer;
  if (socket) {
    client.write(rawHead(status, reason, pairs(answer.rawHeaders)));
    client.write(early);
    socket.write(head);
    join(client, socket);
  } else if (status < 400) {
    answer.destroy();
    refuse(`invalid upgrade response: status code ${status}`);
  } else {
    const [length, others] = framing(answerHeaders(pairs(answer.rawHeaders), false));
    client.write(rawHead(status, reason, [...(length ?? [["Connection", "close"]]), ...others]));
    answer.on("error", () => client.destroy());
    answer.pipe(client);
  }
}

/** The length of a body in front of the other headers, as kubectl writes it; undefined where the end is its end. */
function framing(headers: HeaderLines): readonly [HeaderLines | undefined, HeaderLines] {
  const length = headers.filter(([name]) => name === "Content-Length");
  return [length.length > 0 ? length : undefined, headers.filter(([name]) => name !== "Content-Length")];
}

function dialReason(error: unknown, server: URL): string {
  const reason = reasonOf(error, server);
  if (reason === "EOF") return "unexpected EOF";
  return reason.startsWith("dial ") ? `error dialing backend: ${reason}` : reason;
}

/** When one side ends its half the other hears of it; when one breaks, both are closed. */
function join(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on("error", () => to.destroy());
    // What was read before still goes out.
    from.on("close", () => to.destroySoon());
    from.pipe(to);
  }
}
