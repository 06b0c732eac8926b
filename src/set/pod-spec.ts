import { CliError } from "../core/errors.ts";
import { readGroupVersion } from "../core/names.ts";
import { apiVersionOf, isObject, type JsonObject, type KubeObject, kindOf } from "../core/object.ts";
import { goTypeName } from "../typed/objects.ts";

const TEMPLATE = ["spec", "template", "spec"];

/** Where the kinds that hold pods have their spec. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  ReplicationController: TEMPLATE,
  "Deployment.apps": TEMPLATE,
  "DaemonSet.apps": TEMPLATE,
  "ReplicaSet.apps": TEMPLATE,
  "StatefulSet.apps": TEMPLATE,
  "Deployment.extensions": TEMPLATE,
  "DaemonSet.extensions": TEMPLATE,
  "ReplicaSet.extensions": TEMPLATE,
  "Job.batch": TEMPLATE,
  "CronJob.batch": ["spec", "jobTemplate", ...TEMPLATE],
};

function pathOf(object: KubeObject): readonly string[] | undefined {
  const group = readGroupVersion(apiVersionOf(object))?.group;
  return PATHS[group ? `${kindOf(object)}.${group}` : kindOf(object)];
}

/** Whether an object is a pod or makes pods by a template. */
export const hasPodSpec = (object: KubeObject): boolean => pathOf(object) !== undefined;

/** A copy of the object, its pod spec changed in place; throws kubectl's error for an object that has none. */
export function withPodSpec(object: KubeObject, change: (spec: JsonObject) => void): KubeObject {
  const path = pathOf(object);
  if (!path) throw new CliError(`the object is not a pod or does not have a pod template: ${goTypeName(object)}`);
  const copy = structuredClone(object);
  change(path.reduce(child, copy));
  return copy;
}

/** The object at a key, made where it is missing. */
export function child(holder: JsonObject, key: string): JsonObject {
  const found = holder[key];
  if (isObject(found)) return found;
  const made: JsonObject = {};
  holder[key] = made;
  return made;
}

/** The objects of a list. */
export const objectsAt = (holder: JsonObject, key: string): JsonObject[] => {
  const list = holder[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
};
