import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import type { Resource } from "../client/resource.ts";
import { isNotFound } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../core/object.ts";
import { type Deleting, deleteObject } from "../resources/deletion.ts";
import { itemsOf } from "../resources/fetch.ts";
import { withKind } from "../resources/objects.ts";
import { askAhead } from "./ahead.ts";
import { lastAppliedText } from "./last-applied.ts";

export interface Pruning {
  readonly resources: readonly Resource[];
  /** The namespaces that the manifests have objects in. */
  readonly namespaces: readonly string[];
  readonly labelSelector: string;
  /** The uids of what the manifests name. */
  readonly kept: ReadonlySet<string>;
  /** How objects are deleted; undefined leaves them alone (a client's dry run, diff). */
  readonly deleting: Deleting | undefined;
}

/** kubectl says so when it prunes the usual types, some of which have no namespaces. */
export const pruneNotice = (program: string): string =>
  `Deprecated: ${program} apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.`;

interface Place {
  readonly resource: Resource;
  readonly namespace: string | undefined;
}

/** Deletes what was applied once and is not wanted any more, and hands out each object. Throws kubectl's errors. */
export async function* prune(cluster: Cluster, pruning: Pruning): AsyncGenerator<KubeObject> {
  const ahead = askAhead(
    placesOf(pruning),
    (place) => listed(cluster, place, pruning),
    () => false,
    4,
  );
  for await (const [{ resource }, items] of ahead) {
    for (const object of items.filter((one) => isOrphan(one, pruning))) {
      try {
        if (pruning.deleting) await remove(cluster, resource, object, pruning.deleting);
      } catch (error) {
        throw failed(resource, error);
      }
      yield object;
    }
  }
}

function placesOf({ resources, namespaces }: Pruning): Place[] {
  const inside = resources.filter(({ namespaced }) => namespaced);
  const outside = resources.filter(({ namespaced }) => !namespaced);
  return [
    ...namespaces.flatMap((namespace) => inside.map((resource) => ({ resource, namespace }))),
    ...outside.map((resource) => ({ resource, namespace: undefined })),
  ];
}

async function listed(cluster: Cluster, { resource, namespace }: Place, { labelSelector }: Pruning) {
  const path = resourcePath({ resource, namespace, query: { labelSelector } });
  try {
    const page = await cluster.json({ path }, { verb: "get", group: resource.group, resource: resource.plural });
    return itemsOf(page as JsonObject).map((item) => withKind(item, page as JsonObject));
  } catch (error) {
    throw failed(resource, error);
  }
}

const isOrphan = (object: KubeObject, { kept }: Pruning): boolean =>
  lastAppliedText(object) !== undefined && !kept.has(uidOf(object));

/** What tells an object apart from a later one of the same name. */
export const uidOf = ({ metadata }: KubeObject): string => (isObject(metadata) ? String(metadata.uid ?? "") : "");

async function remove(cluster: Cluster, resource: Resource, object: KubeObject, deleting: Deleting): Promise<void> {
  const target = { resource, namespace: namespaceOf(object) || undefined, name: nameOf(object) };
  try {
    await deleteObject(cluster, target, deleting);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function failed({ group, version, kind, namespaced }: Resource, error: unknown): unknown {
  if (!(error instanceof CliError)) return error;
  const what = namespaced ? "namespaced" : "nonNamespaced";
  return new CliError(`error pruning ${what} object ${group}/${version}, Kind=${kind}: ${error.message}`, {
    cause: error,
  });
}
