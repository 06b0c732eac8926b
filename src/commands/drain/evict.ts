import { setTimeout as sleep } from "node:timers/promises";
import { isNotFound, StatusError } from "../../client/status.ts";
import { dryRunSuffix } from "../../core/dry-run.ts";
import { formatDuration } from "../../core/duration.ts";
import { CliError } from "../../core/errors.ts";
import { isObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { failureText } from "../../resources/nested-failures.ts";
import { DeadlineExceeded } from "./limit.ts";
import { askedOf, lookAgain, podPath, untilGone } from "./pod.ts";
import { deleteOptions, type Removing, skipped } from "./removing.ts";

const PAUSE = 5000;

/** Asks for the eviction of all pods at once, so that none waits for another; throws all that failed together. */
export async function evictAll(pods: readonly KubeObject[], removing: Removing): Promise<void> {
  const failures: unknown[] = [];
  const evicting = pods.map(async (pod) => {
    try {
      await evictOne(pod, removing);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      failures.push(error);
    }
  });
  await Promise.all(evicting);
  if (failures.length > 0) throw new AggregateError(failures);
}

async function evictOne(pod: KubeObject, removing: Removing): Promise<void> {
  const { cluster, limit, tell, dryRun } = removing;
  const outcome = await untilAccepted(pod, removing);
  if (outcome === "gone" || dryRun === "server") return;
  try {
    const end = await untilGone(cluster, pod, removing);
    tell.out(end === "gone" ? `pod/${nameOf(pod)} evicted` : skipped(pod, removing.skipAfter));
  } catch (error) {
    if (!(error instanceof CliError) || limit.signal.aborted) throw error;
    if (!(error instanceof DeadlineExceeded)) tell.out(`pod/${nameOf(pod)} eviction failed`);
    const where = `pod "${nameOf(pod)}" in namespace "${namespaceOf(pod)}"`;
    throw new CliError(`error when waiting for ${where} to terminate: ${failureText(error)}`, { cause: error });
  }
}

/** Asks again every five seconds while a disruption budget holds the pod, or its namespace has not come to it. */
async function untilAccepted(pod: KubeObject, removing: Removing): Promise<"accepted" | "gone"> {
  const { cluster, limit, tell } = removing;
  const which = `pods/"${nameOf(pod)}" -n "${namespaceOf(pod)}"`;
  for (let current = pod; ; ) {
    tell.out(`evicting pod ${namespaceOf(pod)}/${nameOf(pod)}${dryRunSuffix(removing.dryRun)}`);
    if (limit.isOver()) {
      throw new CliError(`error when evicting ${which}: global timeout reached: ${formatDuration(removing.timeout)}`);
    }
    try {
      await ask(pod, removing);
      return "accepted";
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (isNotFound(error)) return "gone";
      const held = heldWords(error, current, which);
      if (held === "ending") return "accepted";
      if (held === undefined) throw new CliError(`error when evicting ${which}: ${failureText(error)}`);
      tell.problem(`${held} (will retry after 5s): ${failureText(error)}`);
    }
    await sleep(Math.min(PAUSE, limit.left()), undefined, { signal: limit.signal });
    // What cannot be looked at now is left to the next attempt.
    const found = await lookAgain(cluster, pod).catch((error) => (error instanceof CliError ? pod : raise(error)));
    if (!found) return "gone";
    current = found;
  }
}

const raise = (error: unknown): never => {
  throw error;
};

/** What is told of an eviction to be tried again; "ending": the pod goes with its namespace; undefined: it has failed. */
function heldWords(error: CliError, pod: KubeObject, which: string): string | undefined {
  if (!(error instanceof StatusError)) return undefined;
  if (error.code === 429 || error.reason === "TooManyRequests") return `error when evicting ${which}`;
  if (error.reason !== "Forbidden" || !isNamespaceEnding(error)) return undefined;
  if (isObject(pod.metadata) && pod.metadata.deletionTimestamp !== undefined) return "ending";
  return `error when evicting pod "${nameOf(pod)}" from terminating namespace "${namespaceOf(pod)}"`;
}

function isNamespaceEnding({ status: { details } }: StatusError): boolean {
  const causes = isObject(details) && Array.isArray(details.causes) ? details.causes.filter(isObject) : [];
  return causes.some(({ reason }) => reason === "NamespaceTerminating");
}

async function ask(pod: KubeObject, removing: Removing): Promise<void> {
  const body = JSON.stringify({
    kind: "Eviction",
    apiVersion: `policy/${removing.evictionVersion}`,
    metadata: { name: nameOf(pod), namespace: namespaceOf(pod) },
    deleteOptions: deleteOptions(removing),
  });
  const request = { method: "POST", path: podPath(pod, "eviction"), body, contentType: "application/json" } as const;
  await removing.cluster.json(request, askedOf(pod, "post"));
}
