import type { Cluster } from "../client/cluster.ts";
import type { Resource } from "../client/resource.ts";
import { CliError } from "../core/errors.ts";
import { writeGroupVersion } from "../core/names.ts";
import { findKind } from "../resources/mapper.ts";

/** A type that may be pruned, as --prune-allowlist spells it. */
export interface PruneType {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const USUAL = `
core/v1/ConfigMap core/v1/Endpoints core/v1/Namespace core/v1/PersistentVolumeClaim core/v1/PersistentVolume core/v1/Pod
core/v1/ReplicationController core/v1/Secret core/v1/Service batch/v1/Job batch/v1/CronJob networking.k8s.io/v1/Ingress
apps/v1/DaemonSet apps/v1/Deployment apps/v1/ReplicaSet apps/v1/StatefulSet`;

/** Reads GROUP/VERSION/KIND words; without any, the types that kubectl prunes. Throws kubectl's error. */
export function readPruneTypes(words: readonly string[]): PruneType[] {
  const given = words.length > 0 ? [...new Set(words)] : USUAL.trim().split(/\s+/);
  return given.map((word) => {
    const parts = word.split("/");
    if (parts.length !== 3) {
      throw new CliError(`invalid GroupVersionKind format: ${word}, please follow <group/version/kind>`);
    }
    const [group, version, kind] = parts as [string, string, string];
    return { group: group === "core" ? "" : group, version, kind };
  });
}

/** The resources of the types, those with namespaces first. Throws kubectl's error for kinds that are not served. */
export async function pruneResources(cluster: Cluster, types: readonly PruneType[]): Promise<Resource[]> {
  const found: Resource[] = [];
  for (const { group, version, kind } of types) {
    const find = async (fresh: boolean) => findKind(await cluster.served(fresh), group, version, kind);
    const resource = (await find(false)) ?? (await find(true));
    if (!resource) {
      const where = writeGroupVersion({ group, version });
      throw new CliError(`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(where)}`);
    }
    found.push(resource);
  }
  return [...found.filter(({ namespaced }) => namespaced), ...found.filter(({ namespaced }) => !namespaced)];
}
