import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";

const SERVER_SET = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "namespace",
  "ownerReferences",
  "resourceVersion",
  "selfLink",
  "uid",
];

const ANNOTATIONS = [
  "autoscaling.alpha.kubernetes.io/conditions",
  "autoscaling.alpha.kubernetes.io/current-metrics",
  "deployment.kubernetes.io/revision",
  "kubectl.kubernetes.io/last-applied-configuration",
  "pv.kubernetes.io/bind-completed",
  "pv.kubernetes.io/bound-by-controller",
  "volume.beta.kubernetes.io/storage-provisioner",
  "volume.kubernetes.io/storage-provisioner",
];

/** Fields of a kind that the server chose for this one object and would refuse or misread in another. */
const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  Service: ["spec.clusterIP", "spec.clusterIPs", "spec.healthCheckNodePort"],
  Pod: ["spec.nodeName"],
  PersistentVolumeClaim: ["spec.volumeName"],
  PersistentVolume: ["spec.claimRef"],
  Job: [
    "spec.selector",
    "spec.template.metadata.labels.controller-uid",
    "spec.template.metadata.labels.batch\\.kubernetes\\.io/controller-uid",
    "spec.template.metadata.labels.job-name",
    "spec.template.metadata.labels.batch\\.kubernetes\\.io/job-name",
  ],
  ServiceAccount: ["secrets"],
};

/**
 * The object as a manifest that can be applied again, in this or another namespace: without status and without what the
 * server or its controllers set. (kubectl had `get --export` until 1.17.)
 */
export function reappliable(object: KubeObject): KubeObject {
  const { status: _, ...rest } = structuredClone(object);
  const clean: KubeObject = rest;
  if (isObject(clean.metadata)) clean.metadata = cleanMetadata(clean.metadata);
  const kind = String(clean.kind ?? "");
  const isHeadless = kind === "Service" && isObject(clean.spec) && clean.spec.clusterIP === "None";
  for (const path of isHeadless ? [] : (CHOSEN[kind] ?? [])) remove(clean, path);
  return dropNullTimes(clean) as KubeObject;
}

function cleanMetadata(metadata: JsonObject): JsonObject {
  const kept = Object.entries(metadata).filter(([key]) => !SERVER_SET.includes(key));
  const clean: JsonObject = Object.fromEntries(kept);
  if (!isObject(clean.annotations)) return clean;
  const annotations = Object.entries(clean.annotations).filter(([key]) => !ANNOTATIONS.includes(key));
  if (annotations.length === 0) delete clean.annotations;
  else clean.annotations = Object.fromEntries(annotations);
  return clean;
}

/** Removes the field at a dotted path (`\.` is a dot within a key) and the maps that it leaves empty. */
function remove(object: JsonObject, path: string): void {
  const keys = path.split(/(?<!\\)\./).map((key) => key.replaceAll("\\.", "."));
  const parents: JsonObject[] = [];
  let here: JsonObject = object;
  for (const key of keys.slice(0, -1)) {
    const next = here[key];
    if (!isObject(next)) return;
    parents.push(here);
    here = next;
  }
  delete here[keys.at(-1) as string];
  for (let at = parents.length - 1; at >= 0; at--) {
    const parent = parents[at] as JsonObject;
    const child = parent[keys[at] as string];
    if (isObject(child) && Object.keys(child).length === 0) delete parent[keys[at] as string];
  }
}

/** Pod templates come back with `creationTimestamp: null`, which says nothing. */
function dropNullTimes(value: JsonObject[string]): JsonObject[string] {
  if (Array.isArray(value)) return value.map(dropNullTimes);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, one]) => !(key === "creationTimestamp" && one === null));
  return Object.fromEntries(kept.map(([key, one]) => [key, dropNullTimes(one)]));
}
