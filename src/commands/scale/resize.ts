import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../../client/cluster.ts";
import { StatusError } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import type { KubeObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { type Item, itemPath } from "../../resources/objects.ts";
import { checkScale, isReached, type Precondition, rescaled } from "./replicas.ts";

interface Wanted extends Precondition {
  readonly replicas: number;
}

interface Sending {
  readonly query: Record<string, string | undefined>;
  readonly signal: AbortSignal;
}

const PAUSE = 1000;
const TRIES = 300;

/** Changes an object's Scale; one that others change meanwhile is tried again for five minutes, as kubectl does. */
export async function resize(cluster: Cluster, item: Item, wanted: Wanted, sending: Sending): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await send(cluster, item, wanted, sending.query);
    } catch (error) {
      if (!(error instanceof StatusError) || error.reason !== "Conflict" || tries === TRIES) throw error;
    }
    await sleep(PAUSE, undefined, { signal: sending.signal });
  }
}

async function send(cluster: Cluster, item: Item, wanted: Wanted, query: Sending["query"]): Promise<void> {
  const path = itemPath(item, query, "scale");
  if (wanted.currentReplicas < 0 && wanted.resourceVersion === "") {
    const body = writeJson({ spec: { replicas: wanted.replicas } });
    const request = { method: "PATCH", path, body, contentType: "application/merge-patch+json" } as const;
    await cluster.json(request, asked("patch", item));
    return;
  }
  const scale = await fetchScale(cluster, item);
  checkScale(scale, wanted);
  const body = writeJson(rescaled(scale, wanted.replicas));
  await cluster.json({ method: "PUT", path, body, contentType: "application/json" }, asked("put", item));
}

/** Looks at the Scale every second until the replicas are there; throws kubectl's error when the time is over. */
export async function untilReached(
  cluster: Cluster,
  item: Item,
  { replicas, timeout }: { replicas: number; timeout: number },
  world: World,
): Promise<void> {
  const end = world.now() + timeout;
  while (world.now() < end) {
    if (isReached(await fetchScale(cluster, item), replicas)) return;
    await sleep(Math.min(PAUSE, Math.max(end - world.now(), 0)), undefined, { signal: world.signal });
  }
  throw new CliError(`timed out waiting for ${JSON.stringify(item.name)} to be synced`);
}

const fetchScale = async (cluster: Cluster, item: Item): Promise<KubeObject> =>
  (await cluster.json({ path: itemPath(item, {}, "scale") }, asked("get", item))) as KubeObject;

const asked = (verb: string, { resource: { group, plural }, name }: Item) => ({ verb, group, resource: plural, name });
