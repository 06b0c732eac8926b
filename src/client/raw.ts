import { CliError } from "../core/errors.ts";
import type { World } from "../core/world.ts";
import { failedAnswer, isFailure } from "./answer.ts";
import type { Cluster } from "./cluster.ts";
import type { Request } from "./connection.ts";

/** The path of --raw below the server; throws kubectl's error for what is none. */
export function rawPath(raw: string): string {
  const path = raw.replace(/^https?:\/\/[^/]*/, "");
  if (path.startsWith("/")) return path;
  throw new CliError(`--raw must be a valid URL path: parse ${JSON.stringify(raw)}: invalid URI for request`);
}

/** Sends a request as it is and prints the answer, byte by byte as it comes; throws what the server refuses. */
export async function sendRaw(cluster: Cluster, request: Request, world: World): Promise<void> {
  const answer = await cluster.send({ accept: "application/json, */*", ...request });
  if (isFailure(answer)) throw await failedAnswer(answer, { verb: (request.method ?? "GET").toLowerCase() });
  for await (const chunk of answer.body) {
    world.streams.stdout.write(chunk as Buffer);
    await world.streams.stdout.flush();
  }
}
