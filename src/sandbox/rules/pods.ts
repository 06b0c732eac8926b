import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { type FieldError, forbiddenField } from "./field-error.ts";
import { each, fill, specOf, withSpec } from "./fill.ts";
import type { KindRules } from "./kind-rules.ts";
import { podSpecDefaults } from "./pod-spec.ts";
import { podSpecErrors } from "./pod-spec-errors.ts";

const MOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Pods: the defaults of their spec, and what admission adds to each: its service account's token, tolerations, priority. */
export const pods: KindRules = {
  hasGeneration: true,
  defaults(object, before) {
    const spec = limitsAsRequests(podSpecDefaults(specOf(object)));
    if (before) return withSpec(object, spec);
    return withSpec(
      object,
      admitted(fill(spec, { enableServiceLinks: true, serviceAccount: "default", serviceAccountName: "default" })),
    );
  },
  initialStatus: (object) => ({ phase: "Pending", qosClass: qosClass(specOf(object)) }),
  validate: (object, before) => [
    ...podSpecErrors(specOf(object), "spec"),
    ...(before ? changes(specOf(object), specOf(before)) : []),
  ],
};

function admitted(spec: JsonObject): JsonObject {
  const filled = fill(spec, { priority: 0, preemptionPolicy: "PreemptLowerPriority" });
  const tolerations = Array.isArray(filled.tolerations) ? filled.tolerations : [];
  const missing = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]
    .filter(
      (key) =>
        !tolerations.some((one) => isObject(one) && (one.key === key || (!one.key && one.operator === "Exists"))),
    )
    .map((key) => ({ effect: "NoExecute", key, operator: "Exists", tolerationSeconds: 300 }));
  const tolerating: JsonObject = { ...filled, tolerations: [...tolerations, ...missing] };
  return tolerating.automountServiceAccountToken === false ? tolerating : withToken(tolerating);
}

/** The volume with the token of the service account, mounted into every container that has nothing there. */
function withToken(spec: JsonObject): JsonObject {
  const name = `kube-api-access-${suffixOf(spec)}`;
  const mount = each((container) => {
    const mounts = Array.isArray(container.volumeMounts) ? container.volumeMounts : [];
    if (mounts.some((one) => isObject(one) && one.mountPath === MOUNT)) return container;
    return { ...container, volumeMounts: [...mounts, { mountPath: MOUNT, name, readOnly: true }] };
  });
  const volumes = Array.isArray(spec.volumes) ? spec.volumes : [];
  const mounted = { ...spec, containers: mount(spec.containers ?? []) };
  const all = spec.initContainers ? { ...mounted, initContainers: mount(spec.initContainers) } : mounted;
  return { ...all, volumes: [...volumes, tokenVolume(name)] };
}

const tokenVolume = (name: string): JsonObject => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
      { configMap: { items: [{ key: "ca.crt", path: "ca.crt" }], name: "kube-root-ca.crt" } },
      {
        downwardAPI: {
          items: [{ fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" }, path: "namespace" }],
        },
      },
    ],
  },
});

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Five letters that are the same for the same spec. */
function suffixOf(spec: JsonObject): string {
  let hash = 5381n;
  for (const letter of JSON.stringify(spec, (_, value) => (typeof value === "bigint" ? String(value) : value))) {
    hash = (hash * 33n + BigInt(letter.charCodeAt(0))) % 1_000_000_007n;
  }
  return Array.from({ length: 5 }, (_, at) => LETTERS[Number((hash / 27n ** BigInt(at)) % 27n)]).join("");
}

/** What a container may use at most it asks for, unless it says how much. */
function limitsAsRequests(spec: JsonObject): JsonObject {
  const ask = each((container) => {
    const resources = isObject(container.resources) ? container.resources : {};
    if (!isObject(resources.limits)) return container;
    return { ...container, resources: { ...resources, requests: fill(resources.requests, resources.limits) } };
  });
  const asked = { ...spec, containers: ask(spec.containers ?? []) };
  return spec.initContainers ? { ...asked, initContainers: ask(spec.initContainers) } : asked;
}

function qosClass(spec: JsonObject): string {
  const all = [spec.containers, spec.initContainers]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isObject);
  const of = (container: JsonObject, part: string): JsonObject => {
    const resources = isObject(container.resources) ? container.resources : {};
    return isObject(resources[part]) ? resources[part] : {};
  };
  const isBest = all.every(
    (one) => Object.keys(of(one, "requests")).length + Object.keys(of(one, "limits")).length === 0,
  );
  if (isBest) return "BestEffort";
  const isSure = all.every((one) =>
    ["cpu", "memory"].every(
      (name) => of(one, "limits")[name] !== undefined && isEqual(of(one, "limits")[name], of(one, "requests")[name]),
    ),
  );
  return isSure ? "Guaranteed" : "Burstable";
}

const MAY_CHANGE = [
  "activeDeadlineSeconds",
  "terminationGracePeriodSeconds",
  "tolerations",
  "nodeName",
  "ephemeralContainers",
];

/** Of a pod's spec next to nothing can be changed but its images. */
function changes(spec: JsonObject, before: JsonObject): FieldError[] {
  const rest = (one: JsonObject): Json => {
    const bare = (list: Json | undefined) =>
      Array.isArray(list) ? list.map((item) => (isObject(item) ? { ...item, image: "" } : item)) : [];
    const kept = Object.fromEntries(Object.entries(one).filter(([key]) => !MAY_CHANGE.includes(key)));
    return { ...kept, containers: bare(one.containers), initContainers: bare(one.initContainers) } as JsonObject;
  };
  if (isEqual(rest(spec), rest(before))) return [];
  const detail =
    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";
  return [forbiddenField("spec", detail)];
}
