import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { metadataOf, withMetadata } from "../api/metadata.ts";
import { readSchedule } from "../cron.ts";
import { type FieldError, invalidValue, required } from "./field-error.ts";
import { change, each, fill, specOf, withSpec } from "./fill.ts";
import type { KindRules } from "./kind-rules.ts";
import { podSpecDefaults, templateDefaults } from "./pod-spec.ts";
import { podSpecErrors } from "./pod-spec-errors.ts";

export const jobs: KindRules = {
  hasGeneration: true,
  defaults(object) {
    const spec = specOf(object);
    const single =
      spec.completions === undefined && spec.parallelism === undefined
        ? { completions: 1, parallelism: 1 }
        : { parallelism: 1 };
    const filled = fill(spec, {
      ...single,
      // Where each part has a limit of its own there is none for all.
      backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : 2_147_483_647,
      completionMode: "NonIndexed",
      manualSelector: false,
      podReplacementPolicy: spec.podFailurePolicy === undefined ? "TerminatingOrFailed" : "Failed",
      suspend: false,
    });
    const template = templateDefaults(filled.template);
    if (isObject(spec.selector)) return withSpec(object, { ...filled, template });
    const { uid } = metadataOf(object);
    const names = { "batch.kubernetes.io/job-name": nameOf(object), "job-name": nameOf(object) };
    const ids = { "batch.kubernetes.io/controller-uid": String(uid), "controller-uid": String(uid) };
    const labels = { ...stringMapOf(template, "labels"), ...ids, ...names };
    return withSpec(Object.keys(stringMapOf(object, "labels")).length > 0 ? object : withMetadata(object, { labels }), {
      ...filled,
      selector: { matchLabels: { "batch.kubernetes.io/controller-uid": String(uid) } },
      template: { ...template, metadata: { ...(template.metadata as JsonObject), labels } },
    });
  },
  validate: (object, before) => [
    ...jobErrors(specOf(object), "spec"),
    ...(before ? fixed(specOf(object), specOf(before)) : []),
  ],
};

function jobErrors({ template, completions, parallelism }: JsonObject, path: string): FieldError[] {
  const spec = isObject(template) && isObject(template.spec) ? template.spec : {};
  const negative = ([name, value]: [string, unknown]) =>
    typeof value === "number" && value < 0
      ? [invalidValue(`${path}.${name}`, value, "must be greater than or equal to 0")]
      : [];
  const policy = spec.restartPolicy;
  return [
    ...Object.entries({ parallelism, completions }).flatMap(negative),
    ...podSpecErrors(spec, `${path}.template.spec`),
    ...(policy === "Always"
      ? [required(`${path}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"')]
      : []),
  ];
}

function fixed(spec: JsonObject, before: JsonObject): FieldError[] {
  // The limits and requests of a suspended job may still change.
  const part = (one: JsonObject, field: string) =>
    field === "template" && before.suspend === true ? withoutResources(one.template) : one[field];
  return ["completions", "selector", "template"]
    .filter((field) => !isEqual(part(spec, field), part(before, field)))
    .map((field) => invalidValue(`spec.${field}`, spec[field] ?? null, "field is immutable"));
}

const bare = each((container) => ({ ...container, resources: {} }));

function withoutResources(template: Json | undefined): JsonObject {
  const given = isObject(template) ? template : {};
  const spec = isObject(given.spec) ? given.spec : {};
  return { ...given, spec: change(change(spec, "containers", bare), "initContainers", bare) };
}

export const cronJobs: KindRules = {
  hasGeneration: true,
  defaults(object) {
    const spec = specOf(object);
    const filled = fill(spec, {
      concurrencyPolicy: "Allow",
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    const job = isObject(filled.jobTemplate) ? filled.jobTemplate : {};
    const inner = isObject(job.spec) ? job.spec : {};
    const template = isObject(inner.template) ? inner.template : {};
    const pod = { metadata: {}, ...template, spec: podSpecDefaults(isObject(template.spec) ? template.spec : {}) };
    return withSpec(object, { ...filled, jobTemplate: { metadata: {}, ...job, spec: { ...inner, template: pod } } });
  },
  validate(object: KubeObject) {
    const { schedule, jobTemplate } = specOf(object);
    const inner = isObject(jobTemplate) && isObject(jobTemplate.spec) ? jobTemplate.spec : {};
    const problem = typeof schedule === "string" && schedule !== "" ? scheduleProblem(schedule) : undefined;
    return [
      ...(schedule ? [] : [required("spec.schedule")]),
      ...(problem === undefined ? [] : [invalidValue("spec.schedule", schedule as string, problem)]),
      ...jobErrors(inner, "spec.jobTemplate.spec"),
    ];
  },
};

/** What the real parser says about a schedule that it does not understand. */
function scheduleProblem(text: string): string | undefined {
  if (/TZ/.test(text)) return "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";
  try {
    readSchedule(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
