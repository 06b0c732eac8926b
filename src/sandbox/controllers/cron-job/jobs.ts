import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../../core/object.ts";
import { timestamp } from "../../api/machine.ts";
import type { ClusterApi } from "../controller.ts";
import { mapOf, ownerReference, present, specOf, uidOf } from "../owned.ts";

export const JOBS = "jobs.batch";
export const COMPONENT = "cronjob-controller";
const SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";

/** The name of the job for one start: its time in minutes. */
export const jobNameAt = (cronJob: KubeObject, time: number): string =>
  `${nameOf(cronJob)}-${Math.floor(time / 60_000)}`;

/** Makes the job of one start. */
export function createJob(api: ClusterApi, cronJob: KubeObject, time: number): KubeObject {
  const template = mapOf(specOf(cronJob).jobTemplate);
  const { labels, annotations } = mapOf(template.metadata);
  const job = api.create(JOBS, {
    metadata: present({
      name: jobNameAt(cronJob, time),
      namespace: namespaceOf(cronJob),
      labels,
      annotations: { ...mapOf(annotations), [SCHEDULED]: timestamp(time) },
      ownerReferences: [ownerReference(cronJob)],
    }),
    spec: mapOf(template.spec),
  });
  tell(api, cronJob, "SuccessfulCreate", `Created job ${nameOf(job)}`);
  return job;
}

export function deleteJob(api: ClusterApi, cronJob: KubeObject, job: KubeObject): void {
  api.delete(JOBS, namespaceOf(job), nameOf(job), { propagation: "Background" });
  tell(api, cronJob, "SuccessfulDelete", `Deleted job ${nameOf(job)}`);
}

/** How a running job stands in its cron job's status. */
export const referenceTo = (job: KubeObject): JsonObject => ({
  apiVersion: "batch/v1",
  kind: "Job",
  name: nameOf(job),
  namespace: namespaceOf(job),
  resourceVersion: String(mapOf(job.metadata).resourceVersion),
  uid: uidOf(job),
});

export function tell(
  api: ClusterApi,
  cronJob: KubeObject,
  reason: string,
  message: string,
  type: "Normal" | "Warning" = "Normal",
): void {
  api.event(cronJob, { type, reason, message, component: COMPONENT });
}
