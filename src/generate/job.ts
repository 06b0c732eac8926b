import { isObject, type JsonObject, type KubeObject, nameOf, stringMapOf } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

export interface JobWords {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
}

/** The Job of `create job --image`. */
export const job = (words: JobWords): KubeObject => ({
  kind: "Job",
  apiVersion: "batch/v1",
  metadata: metadataOf(words.name),
  spec: jobSpec(words, "Never"),
  status: {},
});

/** The CronJob of `create cronjob`. */
export const cronJob = (words: JobWords & { readonly schedule: string; readonly restart: string }): KubeObject => ({
  kind: "CronJob",
  apiVersion: "batch/v1",
  metadata: metadataOf(words.name),
  spec: {
    schedule: words.schedule,
    jobTemplate: { metadata: metadataOf(words.name), spec: jobSpec(words, words.restart || "OnFailure") },
  },
  status: {},
});

function jobSpec({ name, image, command }: JobWords, restartPolicy: string): JsonObject {
  const container = {
    name,
    ...(image === "" ? {} : { image }),
    ...(command.length > 0 ? { command: [...command] } : {}),
    resources: {},
  };
  return { template: { metadata: {}, spec: { containers: [container], restartPolicy } } };
}

/** The Job of `create job --from`: what a cron job would start, now, and owned by it. */
export function jobFromCronJob(name: string, cron: KubeObject): KubeObject {
  const { jobTemplate } = cron.spec as JsonObject;
  const template = isObject(jobTemplate) ? jobTemplate : {};
  const { uid = "" } = cron.metadata as JsonObject;
  const labels = stringMapOf(template, "labels");
  return {
    kind: "Job",
    apiVersion: "batch/v1",
    metadata: metadataOf(name, {
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      annotations: sortedWith(stringMapOf(template, "annotations")),
      ownerReferences: [{ apiVersion: "batch/v1", kind: "CronJob", name: nameOf(cron), uid, controller: true }],
    }),
    spec: template.spec ?? {},
    status: {},
  };
}

const sortedWith = (annotations: Readonly<Record<string, string>>): Record<string, string> => {
  const all = { "cronjob.kubernetes.io/instantiate": "manual", ...annotations };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
};
