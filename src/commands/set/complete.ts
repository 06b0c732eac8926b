import type { Cluster } from "../../client/cluster.ts";

/** Completes a type and a name. */
export async function completeNamed({ cluster, args }: { cluster: Cluster; args: readonly string[] }, word: string) {
  const { completeTypeAndName } = await import("../../resources/complete.ts");
  return await completeTypeAndName(cluster, args, word);
}
