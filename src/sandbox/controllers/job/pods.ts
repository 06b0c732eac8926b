import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import type { ClusterApi } from "../controller.ts";
import { createPod, podOfTemplate, templateOf } from "../make-pod.ts";
import { finalizersOf, listOf, mapOf, specOf, thingOf } from "../owned.ts";

export const JOBS = "jobs.batch";
export const COMPONENT = "job-controller";
const TRACKING = "batch.kubernetes.io/job-tracking";
const INDEX = "batch.kubernetes.io/job-completion-index";
const FAILURES = "batch.kubernetes.io/job-index-failure-count";

export const isIndexed = (job: KubeObject): boolean => specOf(job).completionMode === "Indexed";

/** Which part of an indexed job a pod does. */
export const indexOf = (pod: KubeObject): number => Number(stringMapOf(pod, "annotations")[INDEX] ?? -1);

/** How often a pod's part had failed when it was made. */
export const failuresBefore = (pod: KubeObject): number => Number(stringMapOf(pod, "annotations")[FAILURES] ?? 0);

/** Whether a pod is held until its end has been counted. */
export const isTracked = (pod: KubeObject): boolean => finalizersOf(pod).includes(TRACKING);

/** Lets a pod go whose end has been counted, or does not count. */
export function untrack(api: ClusterApi, pod: KubeObject): void {
  const current = api.get("pods", ...(thingOf(pod).split("/") as [string, string]));
  if (!current || !isTracked(current)) return;
  const finalizers = finalizersOf(current).filter((one) => one !== TRACKING);
  api.update("pods", withMetadata(current, { finalizers: finalizers.length > 0 ? finalizers : undefined }));
}

/** Makes one pod of a job; of an indexed one for a part that has failed so many times. */
export function createJobPod(api: ClusterApi, job: KubeObject, index?: number, failures = 0): void {
  const template = templateOf(job);
  const finalizers = [TRACKING];
  if (index === undefined) {
    createPod(api, job, podOfTemplate(job, template, { finalizers }), COMPONENT);
    return;
  }
  const name = `${nameOf(job)}-${index}`;
  const spec = { ...numbered(mapOf(template.spec)), hostname: name };
  const counts = specOf(job).backoffLimitPerIndex === undefined ? {} : { [FAILURES]: String(failures) };
  const pod = podOfTemplate(
    job,
    { ...template, spec },
    {
      generateName: `${name}-`,
      finalizers,
      labels: { [INDEX]: String(index) },
      annotations: { [INDEX]: String(index), ...counts },
    },
  );
  createPod(api, job, pod, COMPONENT);
}

/** Every container learns which part is its pod's. */
function numbered(spec: JsonObject): JsonObject {
  const fieldRef = { apiVersion: "v1", fieldPath: `metadata.labels['${INDEX}']` };
  const own = { name: "JOB_COMPLETION_INDEX", valueFrom: { fieldRef } };
  const withIndex = (container: JsonObject): JsonObject =>
    listOf(container.env).some(({ name }) => name === own.name)
      ? container
      : { ...container, env: [...listOf(container.env), own] };
  return {
    ...spec,
    containers: listOf(spec.containers).map(withIndex),
    ...(spec.initContainers ? { initContainers: listOf(spec.initContainers).map(withIndex) } : {}),
  };
}
