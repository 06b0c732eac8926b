import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../client/cluster.ts";
import { isNotFound } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import type { KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { type Deleting, deleteObject } from "../resources/deletion.ts";
import { fetchNamed } from "../resources/fetch.ts";
import type { Target } from "../resources/target.ts";
import { createObject, type Writing } from "./write.ts";

/** How --force deletes what it cannot patch. */
export interface Recreation extends Deleting {
  /** How long to wait for the object to be gone, in milliseconds; 0 looks once. */
  readonly timeout: number;
}

interface Door extends Writing {
  readonly cluster: Cluster;
  readonly world: World;
}

interface Replaced {
  readonly target: Target;
  readonly live: KubeObject;
  readonly modified: KubeObject;
}

const PAUSE = 1000;

/** Deletes the object, waits until it is gone, and creates it as wanted; where that fails the old one is brought back. */
export async function recreate(
  door: Door,
  force: Recreation,
  { target, live, modified }: Replaced,
): Promise<KubeObject> {
  const { cluster, world } = door;
  await deleteObject(cluster, { ...target, name: target.name ?? "" }, force);
  await waitUntilGone(cluster, target, force.timeout, world);
  try {
    return await createObject(cluster, target, modified, door);
  } catch (error) {
    return await restore(door, target, live, error);
  }
}

async function waitUntilGone(cluster: Cluster, target: Target, timeout: number, world: World): Promise<void> {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      await fetchNamed(cluster, target, { accept: "application/json", chunkSize: 0 }, false);
    } catch (error) {
      if (isNotFound(error)) return;
      throw error;
    }
    if (waited + PAUSE > timeout) throw new CliError("context deadline exceeded");
    await sleep(PAUSE, undefined, { signal: world.signal });
  }
}

async function restore(door: Door, target: Target, live: KubeObject, error: unknown): Promise<KubeObject> {
  if (!(error instanceof CliError)) throw error;
  try {
    await createObject(door.cluster, target, live, door);
  } catch (second) {
    if (!(second instanceof CliError)) throw second;
    throw new CliError(
      `An error occurred force-replacing the existing object with the newly provided one:\n\n${error.message}.\n\nAdditionally, an error occurred attempting to restore the original object:\n\n${second.message}`,
      { cause: error },
    );
  }
  throw error;
}
