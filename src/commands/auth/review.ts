import type { Cluster } from "../../client/cluster.ts";
import { writeJson } from "../../core/json/write.ts";
import type { JsonObject } from "../../core/object.ts";

/** Asks the server about the rights of whoever asks; throws what it refuses. */
export async function sendReview(cluster: Cluster, kind: string, spec: JsonObject): Promise<JsonObject> {
  const group = "authorization.k8s.io";
  const plural = `${kind.toLowerCase()}s`;
  const body = writeJson({ kind, apiVersion: `${group}/v1`, metadata: {}, spec });
  const asked = { verb: "post", group, resource: plural };
  return (await cluster.json({ method: "POST", path: `/apis/${group}/v1/${plural}`, body }, asked)) as JsonObject;
}
