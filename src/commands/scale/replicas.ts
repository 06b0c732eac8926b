import { CliError } from "../../core/errors.ts";
import { readGroupVersion } from "../../core/names.ts";
import {
  apiVersionOf,
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  resourceVersionOf,
} from "../../core/object.ts";

/** What a Scale has to be like before it is changed. */
export interface Precondition {
  /** -1: any number. */
  readonly currentReplicas: number;
  /** Empty: any version. */
  readonly resourceVersion: string;
}

/**
 * The object as it is printed once it is scaled: as kubectl, only in the groups "" and "apps" with the new number. Throws
 * kubectl's error for a spec that is no object.
 */
export function withReplicas(object: KubeObject, replicas: number): KubeObject {
  if (!["", "apps"].includes(readGroupVersion(apiVersionOf(object))?.group ?? "")) return object;
  const { spec = {} } = object;
  if (!isObject(spec)) throw new CliError("value cannot be set because .spec is not a map[string]interface{}");
  return { ...object, spec: { ...spec, replicas } };
}

/** Throws kubectl's error when a Scale is not as it was expected. */
export function checkScale(scale: KubeObject, { currentReplicas, resourceVersion }: Precondition): void {
  const replicas = count(scale.spec);
  if (currentReplicas >= 0 && replicas !== currentReplicas) {
    throw new CliError(`Expected replicas to be ${currentReplicas}, was ${replicas}`);
  }
  const version = resourceVersionOf(scale);
  if (resourceVersion && version !== resourceVersion) {
    throw new CliError(`Expected resource version to be ${resourceVersion}, was ${version}`);
  }
}

/** The Scale with another number in its spec. */
export const rescaled = (scale: KubeObject, replicas: number): KubeObject => ({
  ...scale,
  spec: { ...(isObject(scale.spec) ? scale.spec : {}), replicas },
});

/** Whether waiting is over: the replicas are there, or somebody else wants another number by now. */
export function isReached(scale: JsonObject, replicas: number): boolean {
  return count(scale.spec) !== replicas || count(scale.status) === replicas;
}

const count = (holder: Json | undefined): number => (isObject(holder) ? Number(holder.replicas ?? 0) : 0);
