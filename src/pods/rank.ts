import { isObject, type Json, type KubeObject } from "../core/object.ts";

const PHASES: readonly Json[] = ["Running", "Unknown", "Pending"];

/**
 * Which of two pods somebody who reads logs wants first (kubectl's order): those with a node, running, ready, ready for
 * longer, restarted more often, older.
 */
export const byInterest = (a: KubeObject, b: KubeObject): number =>
  compare(a, b, [unassigned, phase, unready, readySince, restless, age]);

/** Which of two pods somebody who wants to work in one wants first: the same, but those restarted less often. */
export const byUse = (a: KubeObject, b: KubeObject): number =>
  compare(a, b, [unassigned, phase, unready, readySince, (pod) => -restless(pod), age]);

function compare(a: KubeObject, b: KubeObject, ranks: readonly ((pod: KubeObject) => number)[]): number {
  for (const rank of ranks) {
    const difference = rank(a) - rank(b);
    if (difference !== 0) return difference;
  }
  return 0;
}

const partOf = (pod: KubeObject, key: string) => {
  const value = pod[key];
  return isObject(value) ? value : {};
};

const unassigned = (pod: KubeObject): number => (partOf(pod, "spec").nodeName ? 0 : 1);

/** Phases that are over come first, as kubectl's own table has no number for them. */
const phase = (pod: KubeObject): number => PHASES.indexOf(partOf(pod, "status").phase ?? "");

const readyCondition = (pod: KubeObject) => {
  const { conditions } = partOf(pod, "status");
  return (Array.isArray(conditions) ? conditions : []).filter(isObject).find(({ type }) => type === "Ready");
};
const isReady = (pod: KubeObject): boolean => readyCondition(pod)?.status === "True";
const unready = (pod: KubeObject): number => (isReady(pod) ? 0 : 1);

/** What has no time comes last; two without one are equal. */
const LAST = Number.MAX_SAFE_INTEGER;
const timeOf = (value: Json | undefined): number => (typeof value === "string" && Date.parse(value)) || LAST;
const readySince = (pod: KubeObject): number => (isReady(pod) ? timeOf(readyCondition(pod)?.lastTransitionTime) : 0);

function restless(pod: KubeObject): number {
  const { containerStatuses } = partOf(pod, "status");
  const counts = (Array.isArray(containerStatuses) ? containerStatuses : [])
    .filter(isObject)
    .map(({ restartCount }) => (typeof restartCount === "number" ? restartCount : 0));
  return -Math.max(0, ...counts);
}

const age = (pod: KubeObject): number => timeOf(partOf(pod, "metadata").creationTimestamp);
