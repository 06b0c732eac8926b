import type { Cluster } from "../client/cluster.ts";
import { isObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { type Manifest, readManifests } from "./documents.ts";
import type { FileFlags } from "./files.ts";
import { type Failure, type Item, manifestTarget, type Selecting } from "./objects.ts";

type Scope = Pick<Selecting, "namespace" | "namespaceIsExplicit" | "allNamespaces">;

/** An object as its manifest has it, with the place where it belongs on the server. */
export interface ManifestItem extends Item {
  readonly source: string;
}

/**
 * The objects of manifests as they stand there, namespace filled in, and what is wrong with others; nothing is fetched. Every
 * document is read before the first is handed out.
 */
export async function manifestItems(
  cluster: Cluster,
  files: FileFlags,
  scope: Scope,
  world: World,
): Promise<readonly (ManifestItem | Failure)[]> {
  const { found, errors } = await readManifests(files, world);
  const entries: (ManifestItem | Failure)[] = [];
  for (const manifest of found) {
    try {
      entries.push(await placed(cluster, manifest, scope));
    } catch (error) {
      entries.push({ error, source: manifest.source });
    }
  }
  return [...entries, ...errors.map((error) => ({ error }))];
}

async function placed(cluster: Cluster, manifest: Manifest, scope: Scope): Promise<ManifestItem> {
  const { resource, namespace, name = "" } = await manifestTarget(cluster, manifest, scope);
  const { metadata } = manifest.object;
  const filled =
    namespace && isObject(metadata) ? { ...manifest.object, metadata: { ...metadata, namespace } } : manifest.object;
  return { resource, namespace, name, object: filled, source: manifest.source };
}
