import type { KubeObject } from "../../../core/object.ts";
import { conditionOf, listOf, mapOf, specOf, statusOf, sum } from "../owned.ts";
import type { Counts } from "./counts.ts";
import { readIndexes } from "./indexes.ts";

/** Why a job comes to its end. */
export interface Verdict {
  readonly type: "FailureTarget" | "SuccessCriteriaMet";
  readonly reason: string;
  readonly message: string;
}

const failure = (reason: string, message: string): Verdict => ({ type: "FailureTarget", reason, message });
const success = (reason: string, message: string): Verdict => ({ type: "SuccessCriteriaMet", reason, message });

/** Whether and why a job ends: as was said before, or because of what has become of its pods. */
export function verdictFor(job: KubeObject, counts: Counts, now: number): Verdict | undefined {
  for (const type of ["FailureTarget", "SuccessCriteriaMet"] as const) {
    const known = conditionOf(job, type);
    if (known) return { type, reason: String(known.reason), message: String(known.message) };
  }
  return failureOf(job, counts, now) ?? successOf(job, counts);
}

/** How long a job may still be active; undefined when there is no limit. */
export function untilDeadline(job: KubeObject, now: number): number | undefined {
  const { activeDeadlineSeconds, suspend } = specOf(job);
  const { startTime } = statusOf(job);
  if (activeDeadlineSeconds === undefined || startTime === undefined || suspend === true) return undefined;
  return Math.max(0, Date.parse(String(startTime)) + Number(activeDeadlineSeconds) * 1000 - now);
}

function failureOf(job: KubeObject, counts: Counts, now: number): Verdict | undefined {
  const { maxFailedIndexes, completions } = specOf(job);
  if (counts.fatal !== undefined) return failure("PodFailurePolicy", counts.fatal);
  if (isBeyondBackoff(job, counts))
    return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit");
  if (untilDeadline(job, now) === 0) {
    return failure("DeadlineExceeded", "Job was active longer than specified deadline");
  }
  if (counts.lost.size === 0) return undefined;
  if (maxFailedIndexes !== undefined && counts.lost.size > Number(maxFailedIndexes)) {
    const words = "Job has exceeded the specified maximal number of failed indexes";
    return failure("MaxFailedIndexesExceeded", words);
  }
  const isThrough = counts.done.size + counts.lost.size >= Number(completions);
  return isThrough ? failure("FailedIndexes", "Job has failed indexes") : undefined;
}

/** Too many pods have failed, or have been restarted where they are. */
function isBeyondBackoff(job: KubeObject, { failed, active }: Counts): boolean {
  const limit = Number(specOf(job).backoffLimit ?? 6);
  const isNew = failed > Number(statusOf(job).failed ?? 0);
  if (isNew && failed > limit) return true;
  if (mapOf(mapOf(specOf(job).template).spec).restartPolicy !== "OnFailure") return false;
  const restarts = (pod: KubeObject): number =>
    sum(
      [...listOf(statusOf(pod).initContainerStatuses), ...listOf(statusOf(pod).containerStatuses)].map((one) =>
        Number(one.restartCount ?? 0),
      ),
    );
  const all = sum(active.map(restarts));
  return limit === 0 ? all > 0 : all >= limit;
}

function successOf(job: KubeObject, counts: Counts): Verdict | undefined {
  const { completions, parallelism } = specOf(job);
  const rules = listOf(mapOf(specOf(job).successPolicy).rules);
  const rule = rules.findIndex(({ succeededIndexes, succeededCount }) => {
    const wanted = succeededIndexes === undefined ? undefined : readIndexes(String(succeededIndexes));
    const met = [...counts.done].filter((one) => wanted?.has(one) ?? true).length;
    return met >= Number(succeededCount ?? wanted?.size ?? Number.POSITIVE_INFINITY);
  });
  if (rule >= 0) return success("SuccessPolicy", `Matched rules at index ${rule}`);
  const isAll =
    completions === undefined
      ? counts.active.length === 0 && (counts.succeeded > 0 || parallelism === 0)
      : counts.succeeded >= Number(completions);
  return isAll ? success("CompletionsReached", "Reached expected number of succeeded pods") : undefined;
}
