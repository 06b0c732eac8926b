import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { mayWatchAgain, watch } from "../client/watch.ts";
import { type JsonObject, type KubeObject, resourceVersionOf } from "../core/object.ts";
import { itemsOf } from "./fetch.ts";
import type { Place } from "./places.ts";

const PAUSE = 500;

/**
 * One object as it changes: first as it is now, then after every change; undefined while it does not exist. A watch that
 * ends, is cut or has grown too old goes on with a fresh look. Throws what the server refuses, and when aborted.
 */
export async function* follow(
  cluster: Cluster,
  { resource, namespace, name }: Place,
  signal: AbortSignal,
): AsyncGenerator<KubeObject | undefined> {
  const fieldSelector = `metadata.name=${name}`;
  const asked = { verb: "watch", group: resource.group, resource: resource.plural, name };
  for (;;) {
    signal.throwIfAborted();
    const list = (await cluster.json(
      { path: resourcePath({ resource, namespace, query: { fieldSelector } }), signal },
      { ...asked, verb: "get" },
    )) as JsonObject;
    const [first] = itemsOf(list);
    yield first && { apiVersion: "", kind: resource.kind, ...first };
    const query = {
      fieldSelector,
      allowWatchBookmarks: "true",
      resourceVersion: resourceVersionOf(list),
      watch: "true",
    };
    const path = resourcePath({ resource, namespace, query });
    try {
      for await (const { type, object } of watch(cluster, { path, accept: "application/json", asked, signal })) {
        if (type !== "BOOKMARK") yield type === "DELETED" ? undefined : object;
      }
    } catch (error) {
      if (signal.aborted || !mayWatchAgain(error)) throw error;
    }
    await sleep(PAUSE, undefined, { signal });
  }
}
