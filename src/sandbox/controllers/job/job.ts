import { type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { labelSelectorOf } from "../../api/label-selector.ts";
import { adopters, claim } from "../adopt.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { leastUseful } from "../least-useful.ts";
import { deletePod } from "../make-pod.ts";
import { concernsOwner, controllerOf, hasCondition, isBeingDeleted, specOf, splitThing, thingOf } from "../owned.ts";
import { untilRetry } from "./backoff.ts";
import { type Counts, countPods, isFailed } from "./counts.ts";
import { COMPONENT, createJobPod, failuresBefore, indexOf, isIndexed, isTracked, JOBS, untrack } from "./pods.ts";
import { endOf, writeStatus } from "./status.ts";
import { untilDeadline, verdictFor } from "./verdict.ts";

const fitsOf = (job: KubeObject) => labelSelectorOf(specOf(job).selector);

/** Runs pods until enough of them have succeeded, or too many have failed. */
export const jobs: Controller = {
  name: COMPONENT,
  watches: [JOBS, "pods"],
  concerns(resource, object, api) {
    const own = concernsOwner(object, "Job");
    return own.length > 0 || resource === JOBS ? own : adopters(api, JOBS, object, fitsOf).map(thingOf);
  },
  reconcile(api, thing) {
    const job = api.get(JOBS, ...splitThing(thing));
    if (!job || isBeingDeleted(job)) return letGo(api, thing);
    const pods = claim(api, "pods", job, fitsOf(job));
    if (endOf(job)) return afterEnd(api, job, pods);
    const first = countPods(job, pods);
    const verdict = verdictFor(job, first, api.now());
    const isSuspended = specOf(job).suspend === true;
    let again: number | undefined;
    if (verdict) for (const pod of first.active) deletePod(api, job, pod, COMPONENT);
    else if (isSuspended) for (const pod of first.active) dismiss(api, job, pod);
    else again = resize(api, job, pods, first);
    const left = claim(api, "pods", job, fitsOf(job));
    const counts = countPods(job, left, verdict?.type === "FailureTarget");
    const written = writeStatus(api, job, left, counts, verdict);
    const ended = verdict?.type === "SuccessCriteriaMet" ? left : counts.fresh;
    for (const pod of ended) untrack(api, pod);
    const waits = [again, written && untilDeadline(written, api.now())].filter((one) => one !== undefined);
    return waits.length > 0 ? Math.min(...(waits as number[])) : undefined;
  },
};

/** Pods of a job that is gone or going need not be counted any more. */
function letGo(api: ClusterApi, thing: string): undefined {
  const [namespace, name] = splitThing(thing);
  for (const pod of api.list("pods", namespace)) {
    const owner = controllerOf(pod);
    const isOurs = owner
      ? owner.kind === "Job" && owner.name === name
      : stringMapOf(pod, "labels")["job-name"] === name;
    if (isOurs && isTracked(pod)) untrack(api, pod);
  }
  return undefined;
}

/** A job that ended is deleted after its time to live. */
function afterEnd(api: ClusterApi, job: KubeObject, pods: readonly KubeObject[]): number | undefined {
  for (const pod of pods) if (isTracked(pod)) untrack(api, pod);
  const { ttlSecondsAfterFinished } = specOf(job);
  if (ttlSecondsAfterFinished === undefined) return undefined;
  const end = Date.parse(String(endOf(job)?.lastTransitionTime)) + Number(ttlSecondsAfterFinished) * 1000;
  if (end > api.now()) return end - api.now();
  api.delete(JOBS, namespaceOf(job), nameOf(job), { propagation: "Foreground" });
  return undefined;
}

/** A pod that goes without having failed. */
function dismiss(api: ClusterApi, job: KubeObject, pod: KubeObject): void {
  untrack(api, pod);
  deletePod(api, job, pod, COMPONENT);
}

/** Brings the number of active pods to what is wanted; a number asks to wait for so long before new ones are made. */
function resize(api: ClusterApi, job: KubeObject, pods: readonly KubeObject[], counts: Counts): number | undefined {
  const { parallelism = 1, podReplacementPolicy } = specOf(job);
  const wanted = Math.min(Number(parallelism), left(job, counts));
  for (const pod of surplus(job, counts.active, wanted)) dismiss(api, job, pod);
  const ending = podReplacementPolicy === "Failed" ? counts.terminating : 0;
  const missing = wanted - counts.active.length - ending;
  if (missing <= 0 || hasCondition(job, "FailureTarget")) return undefined;
  const wait = untilRetry(job, pods, api.now());
  if (wait > 0) return wait;
  if (!isIndexed(job)) for (let count = 0; count < missing; count++) createJobPod(api, job);
  else for (const index of openIndexes(job, counts).slice(0, missing)) createPart(api, job, pods, index);
  return undefined;
}

/** How many pods may still succeed; without a number of completions, none are started after the first success. */
function left(job: KubeObject, { succeeded, active, done, lost }: Counts): number {
  const { completions, parallelism = 1 } = specOf(job);
  if (completions === undefined) return succeeded > 0 ? active.length : Number(parallelism);
  return Number(completions) - (isIndexed(job) ? done.size + lost.size : succeeded);
}

/** The pods beyond the wanted number, and those that do the same part as another. */
function surplus(job: KubeObject, active: readonly KubeObject[], wanted: number): readonly KubeObject[] {
  const twice = isIndexed(job)
    ? active.filter((pod, at) => active.findIndex((one) => indexOf(one) === indexOf(pod)) < at)
    : [];
  const rest = active.filter((pod) => !twice.includes(pod));
  return [...twice, ...leastUseful(rest).slice(0, Math.max(0, rest.length - wanted))];
}

function openIndexes(job: KubeObject, { active, done, lost }: Counts): number[] {
  const busy = new Set(active.map(indexOf));
  const all = Array.from({ length: Number(specOf(job).completions) }, (_, at) => at);
  return all.filter((index) => !busy.has(index) && !done.has(index) && !lost.has(index));
}

function createPart(api: ClusterApi, job: KubeObject, pods: readonly KubeObject[], index: number): void {
  const failed = pods.filter((pod) => indexOf(pod) === index && isFailed(job, pod));
  const failures = failed.length > 0 ? Math.max(...failed.map(failuresBefore)) + 1 : 0;
  createJobPod(api, job, index, failures);
}
