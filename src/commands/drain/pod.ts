import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { isNotFound } from "../../client/status.ts";
import { isObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { isLongDeleted } from "../../nodes/leaving.ts";
import { PODS } from "../../resources/create.ts";
import type { Limit } from "./limit.ts";

const FIRST_PAUSE = 100;

/** Milliseconds between two looks at a pod: many pods are looked at less often, a hundred of them a second. */
export const longestPause = (pods: number): number => Math.max(1000, pods * 10);

export const podPath = (pod: KubeObject, subresource = ""): string =>
  resourcePath({ resource: PODS, namespace: namespaceOf(pod), name: nameOf(pod), subresource });

/** What an error about a pod is told to be about. */
export const askedOf = (pod: KubeObject, verb: string) => ({ verb, resource: "pods", name: nameOf(pod) });

/** The pod as it is now; undefined when it is gone, or another has its name. */
export async function lookAgain(cluster: Cluster, pod: KubeObject): Promise<KubeObject | undefined> {
  try {
    const now = (await cluster.json({ path: podPath(pod) }, askedOf(pod, "get"))) as KubeObject;
    return uidOf(now) === uidOf(pod) ? now : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const uidOf = ({ metadata }: KubeObject): unknown => (isObject(metadata) ? metadata.uid : undefined);

/**
 * Waits until a pod is gone, or is being deleted for longer than it is waited for. Throws "context deadline exceeded" when
 * the time is over, and what the server refuses.
 */
export async function untilGone(
  cluster: Cluster,
  pod: KubeObject,
  { limit, skipAfter, pause: longest }: { limit: Limit; skipAfter: number; pause: number },
): Promise<"gone" | "skipped"> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, longest)) {
    limit.check();
    const now = await lookAgain(cluster, pod);
    if (!now) return "gone";
    if (isLongDeleted(now, skipAfter, limit.now())) return "skipped";
    await sleep(Math.min(pause, limit.left()), undefined, { signal: limit.signal });
  }
}
