import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { isNotFound, StatusError } from "../client/status.ts";
import type { Propagation } from "../core/cascade.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { deadline } from "./deadline.ts";
import { fetchNamed } from "./fetch.ts";
import { follow } from "./follow.ts";
import type { Place } from "./places.ts";

export interface Deleting {
  readonly propagation: Propagation;
  /** Seconds; negative leaves it to the object. */
  readonly gracePeriod: number;
  readonly isDryRun: boolean;
  /** Whether the options say what they are, as kubectl's do when it prunes. */
  readonly isTyped?: boolean;
}

/** A deleted object that may still be finishing. */
export interface Deleted extends Place {
  readonly uid: string;
}

/** Asks the server to delete an object; throws its refusal. */
export async function deleteObject(cluster: Cluster, place: Place, deleting: Deleting): Promise<Deleted> {
  const { resource, namespace, name } = place;
  if (!name) throw new CliError("resource name may not be empty");
  const options = {
    ...(deleting.isTyped ? { kind: "DeleteOptions", apiVersion: "v1" } : {}),
    ...(deleting.gracePeriod < 0 ? {} : { gracePeriodSeconds: deleting.gracePeriod }),
    propagationPolicy: deleting.propagation,
    ...(deleting.isDryRun ? { dryRun: ["All"] } : {}),
  };
  const answer = await cluster.json(
    {
      method: "DELETE",
      path: resourcePath({ resource, namespace, name }),
      body: JSON.stringify(options),
      contentType: "application/json",
    },
    { verb: "delete", group: resource.group, resource: resource.plural, name },
  );
  return { ...place, uid: uidOf(answer) };
}

/** The uid in the answer: of the object that goes on existing, or of the details of a Status. */
function uidOf(answer: Json): string {
  if (!isObject(answer)) return "";
  const { metadata, details } = answer;
  const holder = answer.kind === "Status" ? details : metadata;
  return isObject(holder) && typeof holder.uid === "string" ? holder.uid : "";
}

/**
 * Waits until deleted objects are gone, one after the other, each for so many milliseconds (0 and less: a week). Throws the
 * failures together, kubectl's "timed out waiting for the condition on TYPE/NAME" among them.
 */
export async function waitForDeletion(
  cluster: Cluster,
  deleted: readonly Deleted[],
  timeout: number,
  world: World,
): Promise<void> {
  const failures: unknown[] = [];
  for (const one of deleted) {
    const { signal, isOver } = deadline(timeout === 0 ? -1 : timeout, world);
    try {
      await untilGone(cluster, one, signal);
    } catch (error) {
      failures.push(isOver() ? timedOut(one) : error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures);
}

/** kubectl's error when an object did not become what was waited for. */
export const timedOut = ({ resource, name }: Place): CliError =>
  new CliError(`timed out waiting for the condition on ${resource.plural}/${name}`);

async function untilGone(cluster: Cluster, place: Deleted, signal: AbortSignal): Promise<void> {
  const isGone = (object: JsonObject | undefined) =>
    object === undefined || (place.uid !== "" && uidOf({ ...object, kind: "" }) !== place.uid);
  try {
    const want = { accept: "application/json", chunkSize: 0 };
    const { resource, namespace, name } = place;
    if (isGone(await fetchNamed(cluster, { resource, namespace, name }, want))) return;
    for await (const object of follow(cluster, place, signal)) if (isGone(object)) return;
  } catch (error) {
    // Who may delete but not look has nothing to wait for, as with kubectl.
    const mayNotLook = error instanceof StatusError && [403, 405].includes(error.code);
    if (!isNotFound(error) && !mayNotLook) throw error;
  }
}
