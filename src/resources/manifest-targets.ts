import type { Cluster } from "../client/cluster.ts";
import type { World } from "../core/world.ts";
import { readManifests } from "./documents.ts";
import type { FileFlags } from "./files.ts";
import { manifestSelector } from "./manifest-selector.ts";
import { manifestTarget } from "./objects.ts";
import type { Target } from "./target.ts";

export interface FileTargets {
  readonly targets: readonly Target[];
  readonly errors: readonly unknown[];
  readonly isSingle: boolean;
}

/** What the manifests of -f ask for; documents that cannot be placed are told apart. */
export async function targetsOfFiles(
  cluster: Cluster,
  files: FileFlags,
  scope: Parameters<typeof manifestTarget>[2] & { readonly labelSelector: string },
  world: World,
): Promise<FileTargets> {
  const fits = manifestSelector(scope.labelSelector);
  const { found, errors, isSingle } = await readManifests(files, world);
  const targets: Target[] = [];
  const failures = [...errors];
  for (const manifest of found) {
    try {
      const target = await manifestTarget(cluster, manifest, scope);
      if (fits(manifest.object)) targets.push(target);
    } catch (error) {
      failures.push(error);
    }
  }
  return { targets, errors: failures, isSingle };
}
