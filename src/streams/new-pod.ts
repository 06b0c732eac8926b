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

/** Attaches to a container of a new pod as `attachToContainer` does, but shows first what it has said so far. */
export async function attachToNew(made: NewPod, attaching: Attaching, isOver: boolean): Promise<number> {
  try {
    if (!isOver) await showLogOf(made, attaching.container);
  } catch (error) {
    warn(made, "fetch pre-attach logs", error);
  }
  return await attachToContainer(made, attaching, isOver);
}

/**
 * Attaches to a container; of one that has ended its log is shown. When attaching fails, the log is shown as well, with a
 * warning.
 */
export async function attachToContainer(made: NewPod, attaching: Attaching, isOver: boolean): Promise<number> {
  const { cluster, world, pod } = made;
  try {
    if (!isOver) return await attachTo(cluster, pod, attaching, world);
  } catch (error) {
    warn(made, `attach to pod/${nameOf(pod)}, falling back to streaming logs`, error);
  }
  await showLogOf(made, attaching.container);
  return 0;
}

function warn({ world }: NewPod, what: string, error: unknown): void {
  if (world.signal.aborted || !(error instanceof Error)) throw error;
  const why = error instanceof StatusError ? error.detail : error.message;
  world.streams.stderr.write(`warning: couldn't ${what}: ${why}\n`);
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
