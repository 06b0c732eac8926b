import type { Cluster } from "../client/cluster.ts";
import { StatusError } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { LAST_APPLIED } from "../core/last-applied.ts";
import { writeGroupVersion } from "../core/names.ts";
import { type KubeObject, nameOf, namespaceOf, resourceVersionOf } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { fetchNamed } from "../resources/fetch.ts";
import type { Target } from "../resources/target.ts";
import { lastAppliedText } from "./last-applied.ts";
import { annotationOwners, entriesInOrder, handOver, managedFieldsOf } from "./managers.ts";
import { MANAGER, type Patching, patchObject, type Writing } from "./write.ts";

interface Door extends Writing {
  readonly cluster: Cluster;
  readonly world: World;
}

export interface Migration {
  readonly target: Target;
  /** What the server answered to the apply. */
  readonly object: KubeObject;
  /** The apply itself, sent once more after the migration so that dropped fields leave. */
  readonly again: Patching;
}

const LATER = "This is non-fatal and will be retried next time you apply. Error:";
const MOST_TRIES = 5;

/**
 * After a server-side apply of an object that was applied client-side: keeps the annotation alive under a manager of its
 * own, and hands the old manager's fields over. What fails is told as a warning; the next apply tries again.
 */
export async function migrate(door: Door, migration: Migration): Promise<KubeObject> {
  const warn = (text: string) => void door.world.streams.stderr.write(`Warning: ${text}\n`);
  let { object } = migration;
  try {
    object = await keepAnnotation(door, migration.target, object);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    warn(`failed to migrate ${LAST_APPLIED} for Server-Side Apply. ${LATER} ${wordsOf(error)}`);
    return object;
  }
  let moved: KubeObject | undefined;
  try {
    moved = await handOverFields(door, migration.target, object);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    warn(`server rejected managed fields migration to Server-Side Apply. ${LATER} ${wordsOf(error)}`);
  }
  if (!moved) return object;
  try {
    return await patchObject(door.cluster, migration.target, migration.again, door);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    warn(`failed to re-apply configuration after performing Server-Side Apply migration. ${LATER} ${wordsOf(error)}`);
    return moved;
  }
}

const wordsOf = (error: CliError): string => (error instanceof StatusError ? error.detail : error.message);

async function keepAnnotation(door: Door, target: Target, object: KubeObject): Promise<KubeObject> {
  const text = lastAppliedText(object);
  const isOwned = annotationOwners(managedFieldsOf(object), "Apply").length > 0;
  if (text === undefined || isOwned || door.fieldManager !== MANAGER) return object;
  const { resource } = target;
  const body = {
    apiVersion: writeGroupVersion(resource),
    kind: resource.kind,
    metadata: {
      annotations: { [LAST_APPLIED]: text },
      name: nameOf(object),
      ...(namespaceOf(object) ? { namespace: namespaceOf(object) } : {}),
    },
  };
  const writing = { ...door, fieldManager: "kubectl-last-applied" };
  return await patchObject(door.cluster, target, { contentType: "application/apply-patch+yaml", body }, writing);
}

/** The object afterwards; undefined when there was nothing to hand over. */
async function handOverFields(door: Door, target: Target, first: KubeObject): Promise<KubeObject | undefined> {
  const names = annotationOwners(managedFieldsOf(first), "Update");
  let object = first;
  for (let tries = 1; ; tries++) {
    const entries = handOver(managedFieldsOf(object), names, door.fieldManager);
    if (!entries) return undefined;
    const body = [
      { op: "replace", path: "/metadata/managedFields", value: entriesInOrder(entries) },
      { op: "replace", path: "/metadata/resourceVersion", value: resourceVersionOf(object) },
    ];
    try {
      return await patchObject(door.cluster, target, { contentType: "application/json-patch+json", body }, door);
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === "Conflict";
      if (!isConflict || tries === MOST_TRIES) throw error;
      object = await fetchNamed(door.cluster, target, { accept: "application/json", chunkSize: 0 }, false);
    }
  }
}
