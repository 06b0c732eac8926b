import type { Cluster } from "../../client/cluster.ts";
import { StatusError } from "../../client/status.ts";
import { writeJson } from "../../core/json/write.ts";
import type { KubeObject } from "../../core/object.ts";
import type { TaintChange } from "../../nodes/taint.ts";
import { changeTaints, type Tainted } from "../../nodes/tainted.ts";
import { fetchNamed } from "../../resources/fetch.ts";
import { type Item, itemPath } from "../../resources/objects.ts";

interface Settings {
  readonly overwrite: boolean;
  /** Nothing is sent. */
  readonly isHere: boolean;
  readonly query: Record<string, string | undefined>;
}

const TRIES = 5;

/**
 * Changes a node's taints and gives what the server made of it. A node that others change meanwhile is read and changed
 * again, so that their taints are kept. Throws kubectl's errors.
 */
export async function taintNode(
  cluster: Cluster,
  item: Item,
  change: TaintChange,
  { overwrite, isHere, query }: Settings,
): Promise<Pick<Tainted, "object" | "word">> {
  let node = item.object;
  for (let tries = 1; ; tries++) {
    const { object, patch, word } = changeTaints(node, change, overwrite);
    if (isHere) return { object, word };
    try {
      return { object: await send(cluster, item, writeJson(patch), query), word };
    } catch (error) {
      if (!(error instanceof StatusError) || error.reason !== "Conflict" || tries === TRIES) throw error;
    }
    node = await fetchNamed(cluster, item, { accept: "application/json", chunkSize: 0 });
  }
}

async function send(cluster: Cluster, item: Item, body: string, query: Settings["query"]): Promise<KubeObject> {
  const path = itemPath(item, query);
  const request = { method: "PATCH", path, body, contentType: "application/strategic-merge-patch+json" } as const;
  return (await cluster.json(request, { verb: "patch", resource: "nodes", name: item.name })) as KubeObject;
}
