import { CliError } from "../core/errors.ts";
import { readGroupVersion } from "../core/names.ts";
import { apiVersionOf, isObject, type JsonObject, type KubeObject, kindOf } from "../core/object.ts";

/** The kinds that roll out. */
export type Rolled = "Deployment" | "DaemonSet" | "StatefulSet";

const ROLLED: readonly string[] = ["Deployment", "DaemonSet", "StatefulSet"];
/** Kinds that kubectl's rollout knows of, and cannot do anything with. */
const KNOWN: readonly string[] = [...ROLLED, "Job", "Pod", "ReplicaSet", "ReplicationController", "CronJob"];
const GROUPS: readonly string[] = ["", "apps", "batch", "extensions"];

const groupOf = (object: KubeObject): string => readGroupVersion(apiVersionOf(object))?.group ?? "";

/** The kind of an object that rolls out; undefined for all others. */
export const rolledKind = (object: KubeObject): Rolled | undefined =>
  ["apps", "extensions"].includes(groupOf(object)) && ROLLED.includes(kindOf(object))
    ? (kindOf(object) as Rolled)
    : undefined;

/** "Job.batch", "Pod": a kind with its group. */
export const kindWithGroup = (object: KubeObject): string =>
  [kindOf(object), groupOf(object)].filter(Boolean).join(".");

/** kubectl's error for an object that has no history: `what` is "history" or "rollbacker". */
export function noHistory(object: KubeObject, what: "history" | "rollbacker"): CliError {
  const kind = kindOf(object);
  const group = groupOf(object);
  if (!KNOWN.includes(kind) || !GROUPS.includes(group)) {
    return new CliError(
      `error retrieving ${what} for ${JSON.stringify(kind)}, no visitor method exists for {${group} ${kind}}`,
    );
  }
  const noun = what === "history" ? "history viewer" : "rollbacker";
  return new CliError(`no ${noun} has been implemented for ${JSON.stringify(kindWithGroup(object))}`);
}

/** The object at a key; an empty one when there is none. */
export const part = (holder: unknown, key: string): JsonObject => {
  const found = isObject(holder) ? holder[key] : undefined;
  return isObject(found) ? found : {};
};

/** The number at a key; 0 when there is none. */
export const numberAt = (holder: JsonObject, key: string): number => Number(holder[key] ?? 0);
