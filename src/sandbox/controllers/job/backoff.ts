import type { KubeObject } from "../../../core/object.ts";
import { createdAt, listOf, mapOf, statusOf } from "../owned.ts";
import { isFailed } from "./counts.ts";

const FIRST = 10_000;
const LONGEST = 360_000;

/** How long a job waits before it makes pods again: 10, 20, 40 … seconds after each failure in a row. */
export function untilRetry(job: KubeObject, pods: readonly KubeObject[], now: number): number {
  const ended = pods
    .filter((pod) => statusOf(pod).phase === "Succeeded" || isFailed(job, pod))
    .map((pod) => ({ isGood: statusOf(pod).phase === "Succeeded", at: endOf(pod) }))
    .sort((a, b) => a.at - b.at);
  const failures = ended.slice(ended.findLastIndex(({ isGood }) => isGood) + 1);
  const last = failures.at(-1);
  if (!last) return 0;
  return Math.max(0, last.at + Math.min(LONGEST, FIRST * 2 ** (failures.length - 1)) - now);
}

/** When the last container of a pod ended. */
function endOf(pod: KubeObject): number {
  const { deletionTimestamp } = mapOf(pod.metadata);
  const ends = listOf(statusOf(pod).containerStatuses)
    .map(({ state }) => Date.parse(String(mapOf(mapOf(state).terminated).finishedAt)))
    .filter(Number.isFinite);
  if (ends.length > 0) return Math.max(...ends);
  return deletionTimestamp === undefined ? createdAt(pod) : Date.parse(String(deletionTimestamp));
}
