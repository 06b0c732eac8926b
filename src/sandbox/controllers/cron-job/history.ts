import { type KubeObject, nameOf, namespaceOf } from "../../../core/object.ts";
import type { ClusterApi } from "../controller.ts";
import { endOf } from "../job/status.ts";
import { createdAt, specOf } from "../owned.ts";
import { deleteJob } from "./jobs.ts";

/** Of the jobs that ended only the last few are kept. */
export function keepHistory(api: ClusterApi, cronJob: KubeObject, jobs: readonly KubeObject[]): void {
  const limits = [
    ["Complete", specOf(cronJob).successfulJobsHistoryLimit],
    ["Failed", specOf(cronJob).failedJobsHistoryLimit],
  ] as const;
  for (const [type, limit] of limits) {
    if (limit === undefined) continue;
    const ended = jobs
      .filter((job) => endOf(job)?.type === type && api.get("jobs.batch", namespaceOf(job), nameOf(job)))
      .sort((a, b) => createdAt(a) - createdAt(b));
    for (const job of ended.slice(0, Math.max(0, ended.length - Number(limit)))) deleteJob(api, cronJob, job);
  }
}
