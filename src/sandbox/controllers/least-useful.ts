import { type Json, type KubeObject, stringMapOf } from "../../core/object.ts";
import { createdAt, specOf, statusOf } from "./owned.ts";
import { isReady } from "./pod-state.ts";

const COST = "controller.kubernetes.io/pod-deletion-cost";

/** Pods in the order in which they go when there are too many: without a node, not running, not ready, cheap to delete, on a full node, youngest. */
export function leastUseful(pods: readonly KubeObject[]): KubeObject[] {
  const onNode = new Map<Json | undefined, number>();
  for (const pod of pods) onNode.set(specOf(pod).nodeName, (onNode.get(specOf(pod).nodeName) ?? 0) + 1);
  const rank = (pod: KubeObject): number[] => [
    specOf(pod).nodeName ? 1 : 0,
    statusOf(pod).phase === "Running" ? 1 : 0,
    isReady(pod) ? 1 : 0,
    Number(stringMapOf(pod, "annotations")[COST] ?? 0),
    -(onNode.get(specOf(pod).nodeName) ?? 0),
    -createdAt(pod),
  ];
  const ranked = pods.map((pod) => ({ pod, rank: rank(pod) }));
  const order = (a: number[], b: number[]) => a.map((one, at) => one - (b[at] as number)).find((one) => one !== 0) ?? 0;
  return ranked.sort((a, b) => order(a.rank, b.rank)).map(({ pod }) => pod);
}
