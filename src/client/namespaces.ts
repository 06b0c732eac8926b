import { isObject, nameOf } from "../core/object.ts";
import type { Cluster } from "./cluster.ts";

/** The names of all namespaces, for completion. */
export async function namespaceNames(cluster: Cluster): Promise<string[]> {
  const accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
  const list = await cluster.json({ path: "/api/v1/namespaces", accept }, { verb: "get", resource: "namespaces" });
  return isObject(list) && Array.isArray(list.items) ? list.items.filter(isObject).map(nameOf) : [];
}
