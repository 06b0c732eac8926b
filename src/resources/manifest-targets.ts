import type { Cluster } from "../client/cluster.ts";
import { stringMapOf } from "../core/object.ts";
import { matchesSelector, readSelector } from "../core/selector.ts";
import type { World } from "../core/world.ts";
import { readManifests } from "./documents.ts";
import type { FileFlags } from "./files.ts";
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
  const { found, errors, isSingle } = await readManifests(files, world);
  const targets: Target[] = [];
  const failures = [...errors];
  const requirements = readSelector(scope.labelSelector);
  for (const manifest of found) {
    // With -f a selector looks at the labels that stand in the manifest.
    if (!matchesSelector(stringMapOf(manifest.object, "labels"), requirements)) continue;
    try {
      targets.push(await manifestTarget(cluster, manifest, scope));
    } catch (error) {
      failures.push(error);
    }
  }
  return { targets, errors: failures, isSingle };
}
