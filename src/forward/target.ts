// Which pod connections go to, and whether it is still there.

import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { isNotFound } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { listPods, PODS } from "../pods/first-pod.ts";
import { byUse } from "../pods/rank.ts";
import { podSelectorOf } from "../pods/selector.ts";
import { objectAndPod } from "../streams/target.ts";
import { resolvePorts } from "./ports.ts";

export interface Target {
  readonly object: KubeObject;
  readonly pod: KubeObject;
  /** The words for the ports, with the names in them resolved. */
  readonly ports: readonly string[];
}

export interface Wanted {
  readonly named: string;
  /** The words for the ports. */
  readonly ports: readonly string[];
  /** How long to wait for a workload's first pod, in milliseconds. */
  readonly timeout: number;
}

/** The pod that is meant and its ports. Throws kubectl's errors, also for a pod that does not run. */
export async function findTarget(cluster: Cluster, wanted: Wanted, world: World): Promise<Target> {
  const { named, timeout } = wanted;
  const files = { filename: [], recursive: false, kustomize: "" };
  const found = await objectAndPod(cluster, { named, files, timeout, what: "forward to" }, world);
  const ports = resolvePorts(wanted.ports, found.object, found.pod);
  const phase = phaseOf(found.pod);
  if (phase === "Running") return { ...found, ports };
  throw new CliError(`unable to forward port because pod is not running. Current status=${phase}`);
}

const metadataOf = ({ metadata }: KubeObject) => (isObject(metadata) ? metadata : {});
const phaseOf = ({ status }: KubeObject): string => String((isObject(status) ? status.phase : undefined) ?? "");
export const namespaceOf = (object: KubeObject): string => String(metadataOf(object).namespace ?? "");

/** Whether a pod, as it is now, can no longer be the one that connections go to. */
export function isGone(now: KubeObject | undefined, pod: KubeObject): boolean {
  if (!now || metadataOf(now).uid !== metadataOf(pod).uid) return true;
  return ["Succeeded", "Failed"].includes(phaseOf(now));
}

/** Whether new connections had better go elsewhere. */
export const isLeaving = (now: KubeObject | undefined, pod: KubeObject): boolean =>
  isGone(now, pod) || (now !== undefined && metadataOf(now).deletionTimestamp !== undefined);

/** A pod as it is now; undefined when there is none of its name. */
export async function lookAt(cluster: Cluster, pod: KubeObject): Promise<KubeObject | undefined> {
  const path = resourcePath({ resource: PODS, namespace: namespaceOf(pod), name: nameOf(pod) });
  const asked = { verb: "get", group: "", resource: "pods", name: nameOf(pod) };
  try {
    return (await cluster.json({ path }, asked)) as KubeObject;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2000;

/** Waits for a pod that can take the place of one that has gone: of the same workload, or of the same name. */
export async function nextTarget(cluster: Cluster, wanted: Wanted, last: Target, signal: AbortSignal): Promise<Target> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      const pods = await candidates(cluster, last);
      const [pod] = pods.filter((one) => phaseOf(one) === "Running" && !isLeaving(one, one)).sort(byUse);
      if (pod) return { object: last.object, pod, ports: resolvePorts(wanted.ports, last.object, pod) };
    } catch {
      // A server that is away comes back, or the user has had enough.
      signal.throwIfAborted();
    }
    await sleep(pause, undefined, { signal });
  }
}

async function candidates(cluster: Cluster, { object, pod }: Target): Promise<KubeObject[]> {
  if (kindOf(object) === "Pod") {
    const now = await lookAt(cluster, pod);
    return now ? [now] : [];
  }
  return await listPods(cluster, { namespace: namespaceOf(object), labelSelector: podSelectorOf(object) });
}
