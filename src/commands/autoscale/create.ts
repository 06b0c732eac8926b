import type { Cluster } from "../../client/cluster.ts";
import { isNotFound } from "../../client/status.ts";
import type { DryRun } from "../../core/dry-run.ts";
import { withLastApplied } from "../../core/last-applied.ts";
import { isObject, type KubeObject } from "../../core/object.ts";
import { olderAutoscaler } from "../../generate/autoscaler.ts";
import { createObject } from "../../resources/create.ts";

interface Creating {
  readonly saveConfig: boolean;
  readonly fieldManager: string;
  readonly dryRun: DryRun;
}

/** Creates an autoscaler, in the older form of it where the server has no other; throws the server's refusal. */
export async function createAutoscaler(cluster: Cluster, hpa: KubeObject, creating: Creating): Promise<KubeObject> {
  try {
    return await create(cluster, hpa, "v2", creating);
  } catch (error) {
    const older = isNotFound(error) && !isObject(error.status.details) ? olderAutoscaler(hpa) : undefined;
    if (!older) throw error;
    return await create(cluster, older, "v1", creating);
  }
}

async function create(
  cluster: Cluster,
  hpa: KubeObject,
  version: "v1" | "v2",
  { saveConfig, fieldManager, dryRun }: Creating,
): Promise<KubeObject> {
  const { name: namespace } = await cluster.namespace();
  const query = { dryRun: dryRun === "server" ? "All" : undefined, fieldManager };
  const resource = { group: "autoscaling", version, plural: "horizontalpodautoscalers", namespaced: true };
  return await createObject(cluster, { resource, namespace, object: saveConfig ? withLastApplied(hpa) : hpa, query });
}
