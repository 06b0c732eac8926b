import type { JsonObject, KubeObject } from "../../../core/object.ts";
import type { ClusterApi } from "../controller.ts";
import {
  conditionOf,
  conditionsOf,
  counted,
  hasCondition,
  nowOf,
  present,
  setStatus,
  specOf,
  statusOf,
} from "../owned.ts";
import { isActive, isReady } from "../pod-state.ts";
import type { Counts } from "./counts.ts";
import { writeIndexes } from "./indexes.ts";
import { COMPONENT, isIndexed, JOBS } from "./pods.ts";
import type { Verdict } from "./verdict.ts";

/** The condition that says that a job has ended. */
export const endOf = (job: KubeObject): JsonObject | undefined =>
  conditionsOf(job).find(({ type, status }) => (type === "Complete" || type === "Failed") && status === "True");

/** Writes how far a job is, and tells of its end and its pauses; gives the job as it then is. */
export function writeStatus(
  api: ClusterApi,
  job: KubeObject,
  pods: readonly KubeObject[],
  counts: Counts,
  verdict: Verdict | undefined,
): KubeObject | undefined {
  const isOver = verdict !== undefined && counts.active.length === 0 && counts.terminating === 0;
  const isGood = verdict?.type === "SuccessCriteriaMet";
  const paused = pauseOf(job, verdict);
  const added = [
    ...(paused ? [paused] : []),
    ...(verdict && !conditionOf(job, verdict.type) ? [{ ...verdict }] : []),
    ...(isOver ? [{ ...verdict, type: isGood ? "Complete" : "Failed" }] : []),
  ].map((one) => stamped(one, nowOf(api)));
  const conditions = [...conditionsOf(job).filter(({ type }) => !added.some((one) => one.type === type)), ...added];
  const isSuspended = specOf(job).suspend === true && !verdict;
  const { startTime = nowOf(api) } = statusOf(job);
  const written = setStatus(
    api,
    JOBS,
    job,
    present({
      ...counted({ active: counts.active.length, failed: counts.failed, succeeded: counts.succeeded }),
      completedIndexes: isIndexed(job) && counts.done.size > 0 ? writeIndexes(counts.done) : undefined,
      failedIndexes: hasLost(job) ? writeIndexes(counts.lost) : undefined,
      completionTime: isOver && isGood ? nowOf(api) : undefined,
      conditions: conditions.length > 0 ? conditions : undefined,
      ready: pods.filter((pod) => isActive(pod) && isReady(pod)).length,
      startTime: isSuspended ? undefined : startTime,
      terminating: counts.terminating,
      uncountedTerminatedPods: {},
    }),
  );
  tell(api, job, paused, isOver ? verdict : undefined);
  return written;
}

const hasLost = (job: KubeObject): boolean => specOf(job).backoffLimitPerIndex !== undefined;

const stamped = (condition: JsonObject, now: string): JsonObject => ({
  status: "True",
  ...condition,
  lastProbeTime: now,
  lastTransitionTime: now,
});

/** What changes about a job's being suspended. */
function pauseOf(job: KubeObject, verdict: Verdict | undefined): JsonObject | undefined {
  const isSuspended = specOf(job).suspend === true;
  if (verdict || isSuspended === hasCondition(job, "Suspended")) return undefined;
  return isSuspended
    ? { type: "Suspended", status: "True", reason: "JobSuspended", message: "Job suspended" }
    : { type: "Suspended", status: "False", reason: "JobResumed", message: "Job resumed" };
}

function tell(api: ClusterApi, job: KubeObject, paused: JsonObject | undefined, end: Verdict | undefined): void {
  const say = (type: "Normal" | "Warning", reason: string, message: string) =>
    api.event(job, { type, reason, message, component: COMPONENT });
  if (paused) say("Normal", paused.status === "True" ? "Suspended" : "Resumed", String(paused.message));
  if (end?.type === "FailureTarget") say("Warning", end.reason, end.message);
  else if (end) say("Normal", "Completed", "Job completed");
}
