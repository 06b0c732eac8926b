import type { Cluster } from "../../client/cluster.ts";
import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import type { KubeObject } from "../../core/object.ts";
import type { Deadline } from "../../resources/deadline.ts";
import { timedOut } from "../../resources/deletion.ts";
import { fetchNamed } from "../../resources/fetch.ts";
import { follow } from "../../resources/follow.ts";
import type { Place } from "../../resources/places.ts";
import { type Condition, holds, uidOf } from "./condition.ts";
import { checkRefused, type Refused } from "./refused.ts";

export interface Waiting {
  readonly cluster: Cluster;
  /** Undefined: look once and do not wait. */
  readonly deadline: Deadline | undefined;
  /** What must not come true meanwhile. */
  readonly refused: readonly Refused[];
}

/** The object as it is now; throws the server's error when it is not there. */
export const look = (cluster: Cluster, { resource, namespace, name }: Place): Promise<KubeObject> =>
  fetchNamed(cluster, { resource, namespace, name }, { accept: "application/json", chunkSize: 0 });

/**
 * Waits until an object that exists meets one of the conditions, or is gone when that is waited for, and gives it as it was
 * seen last. Throws kubectl's "timed out …" or "condition not met …", what the server refuses, and ConditionRefused.
 */
export async function until(place: Place, wanted: readonly Condition[], waiting: Waiting): Promise<KubeObject> {
  const { cluster, deadline, refused } = waiting;
  const isDeleting = wanted.some(({ kind }) => kind === "delete");
  // As kubectl: when the time is over nobody looks at the objects that are left.
  if (deadline?.isOver()) throw timedOut(place);
  let last: KubeObject = {};
  let uid: unknown;
  const isMet = (object: KubeObject | undefined): boolean => {
    const isGone = object === undefined || (uid !== undefined && uidOf(object) !== uid);
    if (!isDeleting || !isGone) last = object ?? last;
    uid ??= object && uidOf(object);
    if (wanted.some((condition) => holds(condition, object, isGone))) return true;
    checkRefused(place, refused, object, isGone);
    return false;
  };
  const first = await look(cluster, place).catch((error: unknown) => {
    if (isDeleting && isNotFound(error)) return undefined;
    throw error;
  });
  if (isMet(first)) return last;
  if (!deadline) throw new CliError(`condition not met for ${place.resource.plural}/${place.name}`);
  try {
    for await (const object of follow(cluster, place, deadline.signal)) if (isMet(object)) return last;
  } catch (error) {
    throw deadline.isOver() ? timedOut(place) : error;
  }
  throw timedOut(place);
}
