import type { Cluster } from "../client/cluster.ts";
import { type ResourcePath, resourcePath } from "../client/paths.ts";
import { writeJson } from "../core/json/write.ts";
import type { KubeObject } from "../core/object.ts";

export interface Creation {
  readonly resource: ResourcePath["resource"];
  readonly namespace: string | undefined;
  readonly object: KubeObject;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** Posts an object, its fields in the order they have, and gives what the server made of it. */
export async function createObject(cluster: Cluster, creation: Creation): Promise<KubeObject> {
  const { resource, namespace, object, query } = creation;
  const path = resourcePath({ resource, namespace, query });
  const asked = { verb: "post", group: resource.group, resource: resource.plural };
  const body = writeJson(object, { sortKeys: false });
  return (await cluster.json({ method: "POST", path, body }, asked)) as KubeObject;
}

export const PODS = { group: "", version: "v1", plural: "pods", namespaced: true };
export const SERVICES = { group: "", version: "v1", plural: "services", namespaced: true };
