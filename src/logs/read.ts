import { setTimeout as sleep } from "node:timers/promises";
import { failedAnswer, isFailure } from "../client/answer.ts";
import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { StatusError } from "../client/status.ts";
import type { Body } from "../client/transport.ts";
import { CliError } from "../core/errors.ts";
import type { World } from "../core/world.ts";
import { PODS } from "../pods/first-pod.ts";
import { type LogOptions, logQuery } from "./options.ts";
import type { LogRequest } from "./requests.ts";

const PAUSE = 1000;

/** A followed container has not started in time; why was told before. */
export class NotStarted extends CliError {}

export interface Reading {
  readonly cluster: Cluster;
  readonly world: World;
  readonly options: LogOptions;
  /** A container that has no log yet is asked again for so many milliseconds; 0 takes the first answer. */
  readonly patience: number;
}

/** Opens a log; throws what the server refuses, and kubectl's error when the container has not started in time. */
export async function openLog({ cluster, world, options, patience }: Reading, request: LogRequest): Promise<Body> {
  const started = world.now();
  for (;;) {
    try {
      return await openOnce(cluster, options, request);
    } catch (error) {
      // The server's word for containers that have not started.
      if (patience === 0 || !(error instanceof StatusError) || error.reason !== "BadRequest") throw error;
      world.streams.stderr.write(`${error.detail}\n`);
      const left = started + patience - world.now();
      await sleep(Math.min(PAUSE, Math.max(left, 0)), undefined, { signal: world.signal });
      // Not by the clock: timers may ring a moment early.
      if (left <= PAUSE) throw new NotStarted("context deadline exceeded");
    }
  }
}

/** Opens a log; throws what the server refuses. */
export async function openOnce(cluster: Cluster, options: LogOptions, request: LogRequest): Promise<Body> {
  const { namespace, pod: name, container } = request;
  const query = logQuery(options, container);
  const path = resourcePath({ resource: PODS, namespace, name, subresource: "log", query });
  const answer = await cluster.send({ path, accept: "application/json, */*" });
  if (isFailure(answer)) throw await failedAnswer(answer, { verb: "get", group: "", resource: "pods", name });
  return answer.body;
}
