import type { Cluster } from "../client/cluster.ts";
import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";
import { withChangeCause } from "../core/record.ts";
import type { World } from "../core/world.ts";
import { readManifests } from "../resources/documents.ts";
import type { FileFlags } from "../resources/files.ts";
import { manifestSelector } from "../resources/manifest-selector.ts";
import { manifestTarget, WrongNamespaceError } from "../resources/objects.ts";
import type { Target } from "../resources/target.ts";
import type { Wanted } from "./execute.ts";

export interface Asking extends FileFlags {
  readonly selector: string;
  readonly isValidated: boolean;
  /** --record: the command line, which every object is to remember; "" for nothing. */
  readonly changeCause?: string;
}

export interface Everything {
  readonly wanted: readonly Wanted[];
  /** Documents that could not be read: nothing is to be written then. */
  readonly unreadable: readonly unknown[];
  /** Objects of kinds that the server does not serve (yet), and objects of other namespaces. */
  readonly misplaced: readonly unknown[];
}

/** Reads all documents and finds the place of each on the server, before anything is written. */
export async function findWanted(cluster: Cluster, asking: Asking, world: World): Promise<Everything> {
  const fits = manifestSelector(asking.selector);
  const { found, errors } = await readManifests(asking, world, { checked: asking.isValidated });
  const { name, explicit } = await cluster.namespace();
  const scope = { namespace: name, namespaceIsExplicit: explicit, allNamespaces: false };
  const wanted: Wanted[] = [];
  const strangers: unknown[] = [];
  const misplaced: unknown[] = [];
  for (const manifest of found) {
    try {
      const target = await manifestTarget(cluster, manifest, scope);
      if (fits(manifest.object)) {
        const object = withChangeCause(placed(manifest.object, target), asking.changeCause ?? "");
        wanted.push({ object, source: manifest.source, target });
      }
    } catch (error) {
      (error instanceof WrongNamespaceError ? strangers : misplaced).push(error);
    }
  }
  return { wanted, unreadable: errors, misplaced: [...strangers, ...misplaced] };
}

/** The object as it is sent: with its namespace, or without one; null annotations are empty ones to kubectl. */
export function placed(object: KubeObject, { namespace }: Target): KubeObject {
  const { namespace: _, ...metadata } = isObject(object.metadata) ? object.metadata : ({} as JsonObject);
  const { annotations } = metadata;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(isObject(annotations) ? { annotations: textsOf(annotations) } : {}),
      ...(namespace === undefined ? {} : { namespace }),
    },
  };
}

const textsOf = (map: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, value ?? ""]));
