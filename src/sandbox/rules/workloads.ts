import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { labelSelectorOf } from "../api/label-selector.ts";
import { withMetadata } from "../api/metadata.ts";
import { type FieldError, invalidValue, required } from "./field-error.ts";
import { fill, specOf, withSpec } from "./fill.ts";
import type { KindRules } from "./kind-rules.ts";
import { templateDefaults } from "./pod-spec.ts";
import { podSpecErrors } from "./pod-spec-errors.ts";

const withTemplate = (object: KubeObject, defaults: JsonObject): KubeObject => {
  const spec = specOf(object);
  return withSpec(object, { ...fill(spec, defaults), template: templateDefaults(spec.template) });
};

/** Selector and template of everything that makes pods. */
function workloadErrors(object: KubeObject, before: KubeObject | undefined): FieldError[] {
  const { selector, template, replicas, volumeClaimTemplates } = specOf(object);
  const inner = isObject(template) ? template : {};
  const labels = stringMapOf(inner, "labels");
  const fits = labelSelectorOf(selector)(labels);
  // The claims of a stateful set are volumes of its pods.
  const claims = (Array.isArray(volumeClaimTemplates) ? volumeClaimTemplates : []).filter(isObject).map(nameOf);
  return [
    ...(typeof replicas === "number" && replicas < 0
      ? [invalidValue("spec.replicas", replicas, "must be greater than or equal to 0")]
      : []),
    ...(isObject(selector) ? [] : [required("spec.selector")]),
    ...(isObject(selector) && !fits
      ? [invalidValue("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")]
      : []),
    ...podSpecErrors(isObject(inner.spec) ? inner.spec : {}, "spec.template.spec", claims),
    ...(before && !isEqual(selector, specOf(before).selector)
      ? [invalidValue("spec.selector", selector ?? null, "field is immutable")]
      : []),
  ];
}

const PERCENT: Json = "25%";

export const deployments: KindRules = {
  hasGeneration: true,
  // The real controller writes it together with the status.
  uncounted: "deployment.kubernetes.io/revision",
  defaults(object) {
    const filled = withTemplate(object, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
    const spec = specOf(filled);
    const strategy = fill(spec.strategy, { type: "RollingUpdate" });
    const rolling = fill(strategy.rollingUpdate, { maxSurge: PERCENT, maxUnavailable: PERCENT });
    const isRolling = strategy.type === "RollingUpdate";
    return withSpec(filled, { ...spec, strategy: isRolling ? { ...strategy, rollingUpdate: rolling } : strategy });
  },
  validate: workloadErrors,
};

export const replicaSets: KindRules = {
  hasGeneration: true,
  defaults: (object) => withTemplate(object, { replicas: 1 }),
  initialStatus: () => ({ replicas: 0 }),
  validate: workloadErrors,
};

export const statefulSets: KindRules = {
  hasGeneration: true,
  defaults(object) {
    const filled = withTemplate(object, {
      replicas: 1,
      revisionHistoryLimit: 10,
      podManagementPolicy: "OrderedReady",
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    });
    const spec = specOf(filled);
    const strategy = fill(spec.updateStrategy, { type: "RollingUpdate" });
    const rolling =
      strategy.type === "RollingUpdate" ? { rollingUpdate: fill(strategy.rollingUpdate, { partition: 0 }) } : {};
    const claims = Array.isArray(spec.volumeClaimTemplates)
      ? spec.volumeClaimTemplates.filter(isObject).map(claimTemplate)
      : [];
    const templates = claims.length > 0 ? { volumeClaimTemplates: claims } : {};
    return withSpec(filled, { ...spec, ...templates, updateStrategy: { ...strategy, ...rolling } });
  },
  initialStatus: () => ({ replicas: 0, availableReplicas: 0 }),
  validate: workloadErrors,
};

const claimTemplate = (claim: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  ...claim,
  spec: fill(claim.spec, { volumeMode: "Filesystem" }),
  status: fill(claim.status, { phase: "Pending" }),
});

const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

/** Counts the changes of a daemon set's template. */
function templateGeneration(set: KubeObject, before: KubeObject | undefined): number {
  if (!before) return 1;
  const known = Number(stringMapOf(before, "annotations")[TEMPLATE_GENERATION] ?? 1);
  return isEqual(specOf(set).template, specOf(before).template) ? known : known + 1;
}

export const daemonSets: KindRules = {
  hasGeneration: true,
  defaults(object, before) {
    const filled = withTemplate(object, { revisionHistoryLimit: 10 });
    const spec = specOf(filled);
    const strategy = fill(spec.updateStrategy, { type: "RollingUpdate" });
    const rolling = fill(strategy.rollingUpdate, { maxSurge: 0, maxUnavailable: 1 });
    const updateStrategy = strategy.type === "RollingUpdate" ? { ...strategy, rollingUpdate: rolling } : strategy;
    const annotations = {
      ...stringMapOf(filled, "annotations"),
      [TEMPLATE_GENERATION]: String(templateGeneration(filled, before)),
    };
    return withMetadata(withSpec(filled, { ...spec, updateStrategy }), { annotations });
  },
  initialStatus: () => ({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  }),
  validate: workloadErrors,
};

export const replicationControllers: KindRules = {
  hasGeneration: true,
  defaults(object) {
    const filled = withTemplate(object, { replicas: 1 });
    const spec = specOf(filled);
    const labels = stringMapOf(isObject(spec.template) ? spec.template : {}, "labels");
    const selector = isObject(spec.selector) ? spec.selector : { ...labels };
    const own =
      Object.keys(stringMapOf(filled, "labels")).length > 0 ? filled : withMetadata(filled, { labels: { ...labels } });
    return withSpec(own, { ...spec, selector });
  },
  initialStatus: () => ({ replicas: 0 }),
  validate: (object) => podSpecErrors(specOf((specOf(object).template ?? {}) as KubeObject), "spec.template.spec"),
};
