import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { mayWatchAgain, watch } from "../client/watch.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, resourceVersionOf } from "../core/object.ts";
import { fetchPages, itemsOf } from "./fetch.ts";
import type { Target } from "./target.ts";

const PAUSE = 500;
const PAGE = 500;

/** The objects of a list as they are now, by namespace and name. */
export type Kept = ReadonlyMap<string, KubeObject>;

/**
 * Keeps what a target lists up to date, and tells after the first look and after every change. A watch that ends, is cut or
 * has grown too old goes on with a fresh look. Ends never; throws what the server refuses, and when aborted.
 */
export async function keepList(
  cluster: Cluster,
  target: Target,
  { signal, changed }: { readonly signal: AbortSignal; readonly changed: (objects: Kept) => void },
): Promise<never> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const { objects, version } = await lookAt(cluster, target);
      changed(objects);
      await keepOn(cluster, target, { objects, version, signal, changed });
    } catch (error) {
      if (signal.aborted || !mayWatchAgain(error)) throw error;
    }
    await sleep(PAUSE, undefined, { signal });
  }
}

/** The objects of a target at one moment. */
export async function lookAt(cluster: Cluster, target: Target) {
  let objects = new Map<string, KubeObject>();
  let version = "";
  const restart = () => {
    objects = new Map();
  };
  for await (const page of fetchPages(cluster, target, { accept: "application/json", chunkSize: PAGE }, restart)) {
    for (const item of itemsOf(page)) objects.set(keyOf(item), item);
    version = resourceVersionOf(page);
  }
  return { objects, version };
}

interface Keeping {
  readonly objects: Map<string, KubeObject>;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly changed: (objects: Kept) => void;
}

async function keepOn(cluster: Cluster, target: Target, { objects, version, signal, changed }: Keeping): Promise<void> {
  const { resource, namespace, labelSelector, fieldSelector } = target;
  const query = { labelSelector, fieldSelector, allowWatchBookmarks: "true", resourceVersion: version, watch: "true" };
  const path = resourcePath({ resource, namespace, query });
  const asked = { verb: "watch", group: resource.group, resource: resource.plural };
  for await (const { type, object } of watch(cluster, { path, accept: "application/json", asked, signal })) {
    if (type === "BOOKMARK") continue;
    if (type === "DELETED") objects.delete(keyOf(object));
    else objects.set(keyOf(object), object);
    changed(objects);
  }
}

const keyOf = (object: JsonObject): string =>
  `${isObject(object.metadata) ? (object.metadata.namespace ?? "") : ""}/${nameOf(object)}`;
