import type { Cluster } from "../client/cluster.ts";
import { StatusError } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { showInTurn } from "../logs/show.ts";
import { PODS } from "../pods/first-pod.ts";
import { deadline } from "../resources/deadline.ts";
import { follow } from "../resources/follow.ts";
import { type Attaching, attachTo } from "./attach.ts";

/** A pod that was made to be attached to. */
export interface NewPod {
  readonly cluster: Cluster;
  readonly world: World;
  readonly pod: KubeObject;
}

const statusOf = ({ status }: KubeObject): JsonObject => (isObject(status) ? status : {});

export const phaseOf = (pod: KubeObject): string => String(statusOf(pod).phase ?? "");

/** Whether a pod has run to its end. */
export const hasEnded = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(phaseOf(pod));

/** Whether a pod runs and is ready, or has ended already. */
export function isReadyOrOver(pod: KubeObject): boolean {
  const { conditions } = statusOf(pod);
  const isReady = (Array.isArray(conditions) ? conditions : []).some(
    (one) => isObject(one) && one.type === "Ready" && one.status === "True",
  );
  return hasEnded(pod) || (phaseOf(pod) === "Running" && isReady);
}

/** Waits until a pod is as wanted. Throws kubectl's errors when it is deleted, or not so in time (milliseconds). */
export async function waitForPod(
  { cluster, world, pod }: NewPod,
  isSo: (pod: KubeObject) => boolean,
  timeout: number,
): Promise<KubeObject> {
  const { signal, isOver } = deadline(timeout, world);
  const place = { resource: PODS, namespace: namespaceOf(pod), name: nameOf(pod) };
  try {
    for await (const now of follow(cluster, place, signal)) {
      if (!now) throw new CliError('pods "" not found', { prefix: "Error from server (NotFound): " });
      if (isSo(now)) return { ...now, apiVersion: "v1", kind: "Pod" };
    }
  } catch (error) {
    if (!isOver()) throw error;
  }
  throw new CliError("timed out waiting for the condition");
}

/**
 * Shows what a container has said so far, and attaches to it; to one that has ended it does not. When attaching fails, its
 * log is shown instead, with a warning.
 */
export async function attachToNew(
  { cluster, world, pod }: NewPod,
  attaching: Attaching,
  isOver: boolean,
): Promise<number> {
  const showLog = async () => await showLogOf({ cluster, world, pod }, attaching.container);
  if (isOver) {
    await showLog();
    return 0;
  }
  const warn = (what: string, error: unknown) => {
    if (world.signal.aborted || !(error instanceof Error)) throw error;
    const why = error instanceof StatusError ? error.detail : error.message;
    world.streams.stderr.write(`warning: couldn't ${what}: ${why}\n`);
  };
  try {
    await showLog();
  } catch (error) {
    warn("fetch pre-attach logs", error);
  }
  try {
    return await attachTo(cluster, pod, attaching, world);
  } catch (error) {
    warn(`attach to pod/${nameOf(pod)}, falling back to streaming logs`, error);
  }
  await showLog();
  return 0;
}

async function showLogOf({ cluster, world, pod }: NewPod, container: string): Promise<void> {
  const options = {
    follow: false,
    previous: false,
    timestamps: false,
    since: 0,
    sinceTime: "",
    tail: -1,
    limitBytes: 0,
    insecureSkipTlsVerifyBackend: false,
  };
  const showing = { cluster, world, options, patience: 0, ignoreErrors: false, prefix: false };
  await showInTurn(showing, [{ namespace: namespaceOf(pod), pod: nameOf(pod), container }]);
}
