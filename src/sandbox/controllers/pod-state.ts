import type { KubeObject } from "../../core/object.ts";
import { conditionOf, hasCondition, isBeingDeleted, statusOf } from "./owned.ts";

/** Whether a pod has ended for good. */
export const isFinished = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(String(statusOf(pod).phase));

/** Whether a pod counts for its owner: it neither ended nor is it going away. */
export const isActive = (pod: KubeObject): boolean => !isFinished(pod) && !isBeingDeleted(pod);

export const isReady = (pod: KubeObject): boolean => hasCondition(pod, "Ready");

/** How long until a pod has been ready for so many seconds: 0 is now, undefined while it is not ready. */
export function untilAvailable(pod: KubeObject, minReadySeconds: number, now: number): number | undefined {
  if (!isReady(pod)) return undefined;
  if (minReadySeconds <= 0) return 0;
  const since = Date.parse(String(conditionOf(pod, "Ready")?.lastTransitionTime));
  return Math.max(0, since + minReadySeconds * 1000 - now);
}

export const isAvailable = (pod: KubeObject, minReadySeconds: number, now: number): boolean =>
  untilAvailable(pod, minReadySeconds, now) === 0;

/** The shortest wait until one of the pods that are ready becomes available. */
export function nextAvailable(pods: readonly KubeObject[], minReadySeconds: number, now: number): number | undefined {
  const waits = pods
    .map((pod) => untilAvailable(pod, minReadySeconds, now))
    .filter((one) => one !== undefined && one > 0);
  return waits.length > 0 ? Math.min(...(waits as number[])) : undefined;
}
