import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import type { Resource } from "../../client/resource.ts";
import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { type Deleting, deleteObject } from "../../resources/deletion.ts";
import { itemsOf } from "../../resources/fetch.ts";
import { preferredResources } from "../../resources/mapper.ts";
import { withKind } from "../../resources/objects.ts";
import { fetchLive, type Wanted } from "../execute.ts";
import { uidOf } from "../prune.ts";
import { patchObject } from "../write.ts";
import { type Parent, readParent } from "./parent.ts";
import { asMember, type Contents, PART_OF, parentObject, readContents, setId, union } from "./record.ts";

export interface SetOptions {
  /** --applyset. */
  readonly reference: string;
  /** Nothing is sent: a client's dry run. */
  readonly isLocal: boolean;
  readonly isDryRun: boolean;
  /** --force-conflicts. */
  readonly force: boolean;
}

/** An opened set: its parent has been looked at. */
export interface ApplySet {
  /** The objects as members; the parent remembers their types before the first is written. */
  begin(wanted: readonly Wanted[]): Promise<Wanted[]>;
  /** Deletes the members that are not wanted any more, hands out each, and lets the parent forget their types. */
  finish(kept: ReadonlySet<string>, deleting: Deleting | undefined): AsyncGenerator<KubeObject>;
}

/** Opens the set that --applyset names. Throws kubectl's errors. */
export async function openApplySet(cluster: Cluster, options: SetOptions): Promise<ApplySet> {
  const parent = await readParent(cluster, options.reference);
  const found = await fetchLive(cluster, parent);
  if ("error" in found) throw found.error;
  const before = readContents(parent, found.object);
  const resources = await resourcesOf(cluster, parent, before);
  let after: Contents = { kinds: [], namespaces: [] };
  return {
    async begin(wanted) {
      after = contentsOf(wanted);
      await remember(cluster, parent, union(before, after), options);
      const id = setId(parent);
      return wanted.map((one) => ({ ...one, object: asMember(one.object, id) }));
    },
    async *finish(kept, deleting) {
      const members = await listMembers(cluster, parent, resources, before.namespaces);
      for (const { resource, object } of members.filter((one) => !kept.has(uidOf(one.object)))) {
        const place = { resource, namespace: namespaceOf(object) || undefined, name: nameOf(object) };
        if (deleting) await deleteObject(cluster, place, deleting).catch(unlessGone);
        yield object;
      }
      await remember(cluster, parent, after, options);
    },
  };
}

const unlessGone = (error: unknown): void => {
  if (!isNotFound(error)) throw error;
};

function contentsOf(wanted: readonly Wanted[]): Contents {
  const kinds = wanted.map(({ target: { resource } }) => kindWord(resource));
  const namespaces = wanted.flatMap(({ target }) => target.namespace ?? []);
  return union({ kinds, namespaces }, { kinds: [], namespaces: [] });
}

const kindWord = ({ kind, group }: Resource): string => (group === "" ? kind : `${kind}.${group}`);

async function remember(cluster: Cluster, parent: Parent, contents: Contents, options: SetOptions): Promise<void> {
  if (options.isLocal) return;
  const body = parentObject(parent, contents);
  const writing = { fieldManager: "kubectl-applyset", fieldValidation: "Strict", isDryRun: options.isDryRun };
  const patching = { contentType: "application/apply-patch+yaml", body, force: options.force };
  await patchObject(cluster, parent, patching, writing);
}

/** The types that a parent remembers. Throws kubectl's error for those that the server does not serve. */
async function resourcesOf(cluster: Cluster, { resource, name }: Parent, { kinds }: Contents): Promise<Resource[]> {
  const served = preferredResources(await cluster.served());
  return [...kinds].sort().map((word) => {
    const found = served.find((one) => kindWord(one) === word);
    if (found) return found;
    const [kind = "", ...group] = word.split(".");
    const about = `parsing ApplySet annotation on "${resource.plural}.${resource.group}/${name}"`;
    const why = `no matches for kind ${goQuote(kind)} in group ${goQuote(group.join("."))}`;
    throw new CliError(
      `${about}: could not find mapping for kind in "applyset.kubernetes.io/contains-group-kinds" annotation: ${why}`,
    );
  });
}

interface Member {
  readonly resource: Resource;
  readonly object: KubeObject;
}

async function listMembers(
  cluster: Cluster,
  parent: Parent,
  resources: readonly Resource[],
  namespaces: readonly string[],
): Promise<Member[]> {
  const labelSelector = `${PART_OF}=${setId(parent)}`;
  const inside = [...new Set([parent.namespace, ...namespaces].filter((one) => one !== undefined))];
  const members: Member[] = [];
  for (const resource of resources) {
    for (const namespace of resource.namespaced ? inside : [undefined]) {
      const path = resourcePath({ resource, namespace, query: { labelSelector } });
      const asked = { verb: "get", group: resource.group, resource: resource.plural };
      const list = (await cluster.json({ path }, asked)) as JsonObject;
      members.push(...itemsOf(list).map((item) => ({ resource, object: withKind(item, list) })));
    }
  }
  return members;
}
