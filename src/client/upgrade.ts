import { CliError } from "../core/errors.ts";
import { readJson } from "../core/json/read.ts";
import { isObject } from "../core/object.ts";
import { readBody } from "./answer.ts";
import type { Connection, Request } from "./connection.ts";
import type { Answer } from "./transport.ts";
import { unreachable } from "./unreachable.ts";
import { NotUpgraded, openSocket, type Socket } from "./websocket.ts";

export interface Upgrading {
  readonly path: string;
  readonly protocols: readonly string[];
  readonly signal: AbortSignal;
  /** Sends a plain request. */
  readonly send: (request: Request) => Promise<Answer>;
}

/** Opens a socket; after a 401 fresh credentials are tried once. Throws kubectl's errors. */
export async function upgrade(connection: Connection, { path, protocols, signal, send }: Upgrading): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    try {
      return await openSocket(connection, path, protocols, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof NotUpgraded)) throw unreachable(error, { server: connection.server, method: "GET", path });
      if (error.status === 401 && tries === 0 && (await connection.refresh())) continue;
      throw refused((error.status === 403 && (await refusedToo(path, send))) || error);
    }
  }
}

/** kubectl tries a POST when a GET is refused, and tells how that was refused; ours upgrades nothing. */
async function refusedToo(path: string, send: Upgrading["send"]): Promise<NotUpgraded | undefined> {
  const answer = await send({ method: "POST", path });
  const body = (await readBody(answer)).toString("utf8");
  return answer.status === 403 ? new NotUpgraded(403, body) : undefined;
}

function refused({ status, body }: NotUpgraded): CliError {
  if (status === 401) return new CliError("You must be logged in to the server (Unauthorized)");
  return new CliError(
    `unable to upgrade connection: ${messageIn(body) ?? (body.trim() || `the server answered ${status}`)}`,
  );
}

function messageIn(body: string): string | undefined {
  try {
    const status = readJson(body);
    return isObject(status) && typeof status.message === "string" ? status.message : undefined;
  } catch {
    return undefined;
  }
}
