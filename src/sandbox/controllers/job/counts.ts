import type { KubeObject } from "../../../core/object.ts";
import { isBeingDeleted, specOf, statusOf } from "../owned.ts";
import { isActive, isFinished } from "../pod-state.ts";
import { failureActionFor } from "./failure-policy.ts";
import { readIndexes } from "./indexes.ts";
import { failuresBefore, indexOf, isIndexed, isTracked } from "./pods.ts";

/** What has become of a job's pods. */
export interface Counts {
  readonly succeeded: number;
  readonly failed: number;
  /** Of an indexed job: the parts that are done, and those that will not be tried again. */
  readonly done: ReadonlySet<number>;
  readonly lost: ReadonlySet<number>;
  readonly active: readonly KubeObject[];
  readonly terminating: number;
  /** The pods that have been counted now for the first time. */
  readonly fresh: readonly KubeObject[];
  /** Why the whole job fails, by its podFailurePolicy. */
  readonly fatal: string | undefined;
}

/** Whether a pod counts as failed: one that is being deleted does, unless only failed pods are to be replaced. */
export const isFailed = (job: KubeObject, pod: KubeObject): boolean =>
  statusOf(pod).phase === "Failed" ||
  (isBeingDeleted(pod) && statusOf(pod).phase !== "Succeeded" && specOf(job).podReplacementPolicy !== "Failed");

/** Counts what ended since the status was written; of a job that has failed every pod did. */
export function countPods(job: KubeObject, pods: readonly KubeObject[], hasFailed = false): Counts {
  const before = statusOf(job);
  const done = readIndexes(String(before.completedIndexes ?? ""));
  const lost = readIndexes(String(before.failedIndexes ?? ""));
  let [succeeded, failed] = [Number(before.succeeded ?? 0), Number(before.failed ?? 0)];
  let fatal: string | undefined;
  const fresh = pods.filter(
    (pod) => isTracked(pod) && (statusOf(pod).phase === "Succeeded" || isFailed(job, pod) || hasFailed),
  );
  for (const pod of fresh) {
    if (statusOf(pod).phase === "Succeeded") {
      succeeded += 1;
      if (isWithin(job, indexOf(pod))) done.add(indexOf(pod));
      continue;
    }
    const { action, message } = failureActionFor(job, pod);
    if (action === "Ignore") continue;
    failed += 1;
    if (action === "FailJob") fatal ??= message;
    else if (action === "FailIndex" || (isLast(job, pod) && isFailed(job, pod))) lost.add(indexOf(pod));
  }
  return {
    succeeded: isIndexed(job) ? done.size : succeeded,
    failed,
    done,
    lost,
    active: pods.filter(isActive),
    terminating: pods.filter((pod) => isBeingDeleted(pod) && !isFinished(pod)).length,
    fresh,
    fatal,
  };
}

const isWithin = (job: KubeObject, index: number): boolean =>
  isIndexed(job) && index >= 0 && index < Number(specOf(job).completions);

const isLast = (job: KubeObject, pod: KubeObject): boolean => {
  const { backoffLimitPerIndex } = specOf(job);
  return backoffLimitPerIndex !== undefined && failuresBefore(pod) >= Number(backoffLimitPerIndex);
};
