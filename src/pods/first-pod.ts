import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import type { Resource } from "../client/resource.ts";
import { watch } from "../client/watch.ts";
import { CliError } from "../core/errors.ts";
import { type JsonObject, type KubeObject, resourceVersionOf } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { deadline } from "../resources/deadline.ts";
import { itemsOf } from "../resources/fetch.ts";
import { byInterest } from "./rank.ts";

/** Pods as a type of the server. */
export const PODS: Resource = {
  group: "",
  version: "v1",
  kind: "Pod",
  plural: "pods",
  singular: "pod",
  namespaced: true,
  verbs: [],
  shortNames: [],
  categories: [],
  subresources: [],
};
const ASKED = { verb: "list", group: "", resource: "pods" };

export interface PodSearch {
  readonly namespace: string | undefined;
  readonly labelSelector: string;
}

/** The pods that a selector finds now, in the server's order. */
export async function listPods(cluster: Cluster, { namespace, labelSelector }: PodSearch): Promise<KubeObject[]> {
  const path = resourcePath({ resource: PODS, namespace, query: { labelSelector } });
  return podsIn((await cluster.json({ path }, ASKED)) as JsonObject);
}

const podsIn = (list: JsonObject): KubeObject[] =>
  itemsOf(list).map((pod) => ({ apiVersion: "v1", kind: "Pod", ...pod }) as KubeObject);

export interface FirstPod {
  readonly pod: KubeObject;
  /** How many there were to choose from. */
  readonly count: number;
}

export interface FirstPodOptions {
  /** How long to wait for one to appear, in milliseconds. */
  readonly timeout: number;
  /** Which of two is wanted more; as for reading logs unless said otherwise. */
  readonly order?: (a: KubeObject, b: KubeObject) => number;
}

/**
 * The pod that somebody who named a workload most likely means. Throws kubectl's error when none appears in time.
 */
export async function firstPod(
  cluster: Cluster,
  search: PodSearch,
  { timeout, order = byInterest }: FirstPodOptions,
  world: World,
): Promise<FirstPod> {
  const { namespace, labelSelector } = search;
  const path = resourcePath({ resource: PODS, namespace, query: { labelSelector } });
  const list = (await cluster.json({ path }, ASKED)) as JsonObject;
  const pods = podsIn(list).sort(order);
  if (pods[0]) return { pod: pods[0], count: pods.length };
  const { signal, isOver } = deadline(timeout, world);
  const query = { labelSelector, resourceVersion: resourceVersionOf(list), watch: "true" };
  const request = {
    path: resourcePath({ resource: PODS, namespace, query }),
    accept: "application/json",
    asked: ASKED,
  };
  try {
    for await (const { type, object } of watch(cluster, { ...request, signal })) {
      if (type === "ADDED" || type === "MODIFIED") return { pod: object as KubeObject, count: 1 };
    }
  } catch (error) {
    if (!isOver()) throw error;
  }
  throw new CliError("timed out waiting for the condition");
}
