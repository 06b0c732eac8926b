import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type JsonObject, type KubeObject, stringMapOf } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import { metadataOf, withMetadata } from "../api/metadata.ts";
import { type FieldError, forbiddenField, invalidValue, required, unsupported } from "./field-error.ts";
import { each, fill, specOf, withSpec } from "./fill.ts";
import type { KindRules } from "./kind-rules.ts";

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_WORDS =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

function keyErrors(map: Json | undefined, field: string): FieldError[] {
  return Object.keys(isObject(map) ? map : {})
    .filter((key) => !KEY.test(key))
    .map((key) => invalidValue(`${field}[${key}]`, key, KEY_WORDS));
}

/** A config map or secret that was made immutable stays as it is. */
function immutable(object: KubeObject, before: KubeObject | undefined, parts: readonly string[]): FieldError[] {
  if (before?.immutable !== true) return [];
  return parts
    .filter((part) => !isEqual(object[part], before[part]))
    .map((part) => forbiddenField(part, "field is immutable when `immutable` is set"));
}

export const configMaps: KindRules = {
  validate: (object, before) => [
    ...keyErrors(object.data, "data"),
    ...keyErrors(object.binaryData, "binaryData"),
    ...immutable(object, before, ["data", "binaryData"]),
  ],
};

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
};

/** Some types of secrets must have some keys. */
function missingKeys({ type, data }: KubeObject): FieldError[] {
  const needed = Object.hasOwn(NEEDED, String(type)) ? (NEEDED[String(type)] as readonly string[]) : [];
  return needed.filter((key) => !isObject(data) || !Object.hasOwn(data, key)).map((key) => required(`data[${key}]`));
}

export const secrets: KindRules = {
  defaults(object) {
    const { stringData, ...rest } = fill(object, { type: "Opaque" });
    if (!isObject(stringData)) return rest;
    const encoded = Object.entries(stringData).map(([key, value]) => [
      key,
      Buffer.from(String(value)).toString("base64"),
    ]);
    return { ...rest, data: { ...(isObject(rest.data) ? rest.data : {}), ...Object.fromEntries(encoded) } };
  },
  validate: (object, before) => [
    ...keyErrors(object.data, "data"),
    ...missingKeys(object),
    ...(before && object.type !== before.type ? [invalidValue("type", object.type ?? "", "field is immutable")] : []),
    ...immutable(object, before, ["data"]),
  ],
};

export const namespaces: KindRules = {
  names: "label",
  defaults(object, before) {
    const labels = { ...stringMapOf(object, "labels"), "kubernetes.io/metadata.name": String(metadataOf(object).name) };
    const labelled = withMetadata(object, { labels });
    return before ? labelled : withSpec(labelled, fill(specOf(labelled), { finalizers: ["kubernetes"] }));
  },
  initialStatus: () => ({ phase: "Active" }),
};

const CPU_METRIC: JsonObject = {
  resource: { name: "cpu", target: { averageUtilization: 80, type: "Utilization" } },
  type: "Resource",
};

export const autoscalers: KindRules = {
  defaults: (object) => withSpec(object, fill(specOf(object), { minReplicas: 1, metrics: [CPU_METRIC] })),
  initialStatus: () => ({ currentMetrics: null, desiredReplicas: 0 }),
  validate(object): FieldError[] {
    const { maxReplicas, minReplicas, scaleTargetRef } = specOf(object);
    const [most, least] = [Number(maxReplicas ?? 0), Number(minReplicas ?? 1)];
    const target = isObject(scaleTargetRef) ? scaleTargetRef : {};
    return [
      ...(target.kind ? [] : [required("spec.scaleTargetRef.kind")]),
      ...(target.name ? [] : [required("spec.scaleTargetRef.name")]),
      ...(least < 1 ? [invalidValue("spec.minReplicas", least, "must be greater than or equal to 1")] : []),
      ...(most < 1 ? [invalidValue("spec.maxReplicas", most, "must be greater than 0")] : []),
      ...(most < least
        ? [invalidValue("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`")]
        : []),
    ];
  },
};

export const networkPolicies: KindRules = {
  hasGeneration: true,
  defaults(object) {
    const spec = specOf(object);
    const types = spec.egress === undefined ? ["Ingress"] : ["Ingress", "Egress"];
    return withSpec(object, fill(spec, { podSelector: {}, policyTypes: types }));
  },
};

export const ingresses: KindRules = {
  hasGeneration: true,
  initialStatus: () => ({ loadBalancer: {} }),
  validate(object): FieldError[] {
    const { rules, defaultBackend } = specOf(object);
    const isEmpty = !defaultBackend && (!Array.isArray(rules) || rules.length === 0);
    const service = isObject(defaultBackend) && isObject(defaultBackend.service) ? defaultBackend.service : undefined;
    return [
      ...(isEmpty ? [invalidValue("spec", null, "either `defaultBackend` or `rules` must be specified")] : []),
      ...(service && !service.name ? [required("spec.defaultBackend.service.name")] : []),
    ];
  },
};

export const disruptionBudgets: KindRules = {
  hasGeneration: true,
  initialStatus: () => ({ currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 }),
  validate(object): FieldError[] {
    const { minAvailable, maxUnavailable } = specOf(object);
    const both = minAvailable !== undefined && maxUnavailable !== undefined;
    return both ? [invalidValue("spec", specOf(object), "minAvailable and maxUnavailable cannot be both set")] : [];
  },
};

const SCOPES = [
  "BestEffort",
  "NotBestEffort",
  "NotTerminating",
  "Terminating",
  "PriorityClass",
  "CrossNamespacePodAffinity",
  "VolumeAttributesClass",
];

export const resourceQuotas: KindRules = {
  validate(object): FieldError[] {
    const { scopes } = specOf(object);
    const isKnown = !Array.isArray(scopes) || scopes.every((one) => SCOPES.includes(String(one)));
    return isKnown ? [] : [invalidValue("spec.scopes", scopes, "unsupported scope")];
  },
};

const HIGHEST = 1_000_000_000;

export const priorityClasses: KindRules = {
  hasGeneration: true,
  defaults: (object) => fill(object, { preemptionPolicy: "PreemptLowerPriority", value: 0 }),
  validate({ metadata, value, preemptionPolicy }): FieldError[] {
    const isSystem = String((metadata as JsonObject).name).startsWith("system-");
    const policies = ["PreemptLowerPriority", "Never"];
    return [
      ...(Number(value) > HIGHEST && !isSystem
        ? [forbiddenField("value", `maximum allowed value of a user defined priority is ${HIGHEST}`)]
        : []),
      ...(policies.includes(String(preemptionPolicy))
        ? []
        : [unsupported("preemptionPolicy", preemptionPolicy ?? "", policies)]),
    ];
  },
};

const RBAC = "rbac.authorization.k8s.io";

export const bindings: KindRules = {
  names: "path",
  defaults: (object) => ({
    ...object,
    roleRef: fill(object.roleRef, { apiGroup: RBAC }),
    subjects: each((one) => (one.kind === "ServiceAccount" ? one : fill(one, { apiGroup: RBAC })))(
      object.subjects ?? [],
    ),
  }),
  validate: (object, before) => [
    ...(before && !isEqual(object.roleRef, before.roleRef)
      ? [invalidValue("roleRef", object.roleRef ?? null, "cannot change roleRef")]
      : []),
    ...(Array.isArray(object.subjects) ? object.subjects : []).flatMap((one, at) =>
      isObject(one) && one.name ? [] : [required(`subjects[${at}].name`)],
    ),
  ],
};

/** A role without rules says so. */
export const roles: KindRules = {
  names: "path",
  defaults: (object) => (Array.isArray(object.rules) && object.rules.length > 0 ? object : { ...object, rules: null }),
};

export const definitions: KindRules = {
  hasGeneration: true,
  defaults(object) {
    const spec = specOf(object);
    const names = isObject(spec.names) ? spec.names : {};
    const kind = String(names.kind ?? "");
    const filled = fill(names, { singular: kind.toLowerCase(), listKind: `${kind}List` });
    return withSpec(object, { ...fill(spec, { conversion: { strategy: "None" } }), names: filled });
  },
  initialStatus(object) {
    const spec = specOf(object);
    const at = String(metadataOf(object).creationTimestamp ?? timestamp(0));
    const versions = (Array.isArray(spec.versions) ? spec.versions : []).filter(isObject);
    const condition = (type: string, reason: string, message: string) => ({
      lastTransitionTime: at,
      message,
      observedGeneration: 1,
      reason,
      status: "True",
      type,
    });
    return {
      acceptedNames: spec.names ?? {},
      conditions: [
        condition("NamesAccepted", "NoConflicts", "no conflicts found"),
        condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
      ],
      storedVersions: versions.filter(({ storage }) => storage === true).map(({ name }) => name as string),
    };
  },
  validate(object): FieldError[] {
    const spec = specOf(object);
    const names = isObject(spec.names) ? spec.names : {};
    const wanted = `${names.plural}.${spec.group}`;
    const versions = (Array.isArray(spec.versions) ? spec.versions : []).filter(isObject);
    return [
      ...(metadataOf(object).name === wanted
        ? []
        : [invalidValue("metadata.name", metadataOf(object).name ?? "", `must be spec.names.plural+"."+spec.group`)]),
      ...(["Namespaced", "Cluster"].includes(String(spec.scope))
        ? []
        : [unsupported("spec.scope", spec.scope ?? "", ["Cluster", "Namespaced"])]),
      ...(versions.filter(({ storage }) => storage === true).length === 1
        ? []
        : [invalidValue("spec.versions", versions, "must have exactly one version marked as storage version")]),
      ...versions.flatMap(({ schema }, at) =>
        isObject(schema) ? [] : [required(`spec.versions[${at}].schema.openAPIV3Schema`, "schemas are required")],
      ),
    ];
  },
};
