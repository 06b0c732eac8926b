import type { Cluster } from "../client/cluster.ts";
import { StatusError } from "../client/status.ts";
import { isObject, type JsonObject, type KubeObject, resourceVersionOf } from "../core/object.ts";
import { fetchLive, type Wanted } from "./execute.ts";
import { plainConfiguration } from "./last-applied.ts";
import type { Schemas } from "./schemas.ts";
import { threeWayPatch } from "./three-way.ts";
import { createObject, MANAGER, patchObject } from "./write.ts";

export interface Previewing {
  readonly cluster: Cluster;
  readonly schemas: Schemas;
  readonly fieldManager: string;
  readonly serverSide: boolean;
  readonly forceConflicts: boolean;
}

/** An object as it is and as an apply would make it; undefined where there is none. */
export interface Change {
  readonly live: KubeObject | undefined;
  readonly merged: KubeObject | undefined;
}

const MOST_TRIES = 4;
const CLIENT_SIDE = "kubectl-client-side-apply";

/**
 * Lets the server compute what an apply would make of an object, without storing it. Objects that keep changing meanwhile
 * are looked at a few times, and at last without regard to that. Throws what the server refuses.
 */
export async function preview(previewing: Previewing, wanted: Wanted): Promise<Change> {
  for (let tries = 1; ; tries++) {
    const found = await fetchLive(previewing.cluster, wanted.target);
    if ("error" in found) throw found.error;
    const live = found.object;
    try {
      return { live, merged: await merge(previewing, wanted, live, tries === MOST_TRIES) };
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === "Conflict";
      if (!isConflict || previewing.serverSide || tries === MOST_TRIES) throw error;
    }
  }
}

async function merge(
  { cluster, schemas, fieldManager, serverSide, forceConflicts }: Previewing,
  { object, target }: Wanted,
  live: KubeObject | undefined,
  isUnlocked: boolean,
): Promise<KubeObject> {
  const manager = serverSide && fieldManager === CLIENT_SIDE ? MANAGER : fieldManager;
  const writing = { fieldManager: manager, fieldValidation: "", isDryRun: true };
  if (serverSide) {
    const patching = { contentType: "application/apply-patch+yaml", body: object, force: forceConflicts };
    return await patchObject(cluster, target, patching, writing);
  }
  if (!live) return await createObject(cluster, target, object, writing);
  const type = await schemas(target.resource);
  const patch = threeWayPatch({ live, modified: plainConfiguration(object) }, type, true);
  if (Object.keys(patch.body).length === 0) return live;
  const body = isUnlocked ? patch.body : locked(patch.body, resourceVersionOf(live));
  return await patchObject(cluster, target, { ...patch, body }, writing);
}

/** The patch for this version of the object alone. */
const locked = (patch: JsonObject, resourceVersion: string): JsonObject => ({
  ...patch,
  metadata: { ...(isObject(patch.metadata) ? patch.metadata : {}), resourceVersion },
});
