import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { CliError } from "../../core/errors.ts";
import { selectorText } from "../../core/label-selector.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { fetchPages, itemsOf } from "../../resources/fetch.ts";
import { checkFileFlags, type FileFlags, hasFiles } from "../../resources/files.ts";
import { type Failure, type Item, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { part, type Rolled } from "../../rollout/kinds.ts";
import { type Revision, revisionsOf } from "../../rollout/revisions.ts";

/** Completes a type and a name. */
export async function completeWorkload({ cluster, args }: { cluster: Cluster; args: readonly string[] }, word: string) {
  const { completeTypeAndName } = await import("../../resources/complete.ts");
  return await completeTypeAndName(cluster, args, word);
}

interface Asking {
  readonly args: readonly string[];
  readonly flags: FileFlags & { readonly selector: string };
  readonly cluster: Cluster;
  readonly world: World;
}

/** Refuses a command line that names nothing. */
export function checkNamed({ args, flags }: Pick<Asking, "args" | "flags">): void {
  checkFileFlags(flags);
  if (args.length === 0 && !hasFiles(flags)) throw new CliError("required resource not specified");
}

export interface Found {
  readonly items: readonly Item[];
  readonly missing: readonly Failure[];
}

/** The objects that the command line names, bare types included, and what could not be had. */
export async function selectWorkloads({ args, flags, cluster, world }: Asking): Promise<Found> {
  const scope = await selectionScope(cluster, { selector: flags.selector, all: true });
  const { entries } = await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world);
  return {
    items: entries.filter((one): one is Item => !("error" in one)),
    missing: entries.filter((one): one is Failure => "error" in one),
  };
}

/** Says that nothing was found, where nothing failed either. */
export async function sayNothingFound({ cluster, world }: Asking, { items, missing }: Found): Promise<void> {
  if (items.length > 0 || missing.length > 0) return;
  const { name } = await cluster.namespace();
  world.streams.stderr.write(`No resources found in ${name} namespace.\n`);
}

/** The revisions that the cluster remembers of an object, the oldest first. */
export async function fetchRevisions(cluster: Cluster, kind: Rolled, item: Item): Promise<Revision[]> {
  const plural = kind === "Deployment" ? "replicasets" : "controllerrevisions";
  const resource = { ...item.resource, plural, group: "apps", version: "v1" };
  const labelSelector = selectorText(part(part(item.object, "spec"), "selector"));
  const target = { resource, namespace: item.namespace, labelSelector };
  let holders: JsonObject[] = [];
  const restart = () => {
    holders = [];
  };
  for await (const page of fetchPages(cluster, target, { accept: "application/json", chunkSize: 0 }, restart)) {
    holders.push(...itemsOf(page));
  }
  return revisionsOf(kind, item.object, holders);
}

/** Sends a patch of one object and gives what the server made of it. */
export async function patchObject(
  cluster: Cluster,
  { resource, namespace, name }: Item,
  sending: { body: string; contentType: string; query: Record<string, string | undefined> },
): Promise<KubeObject> {
  const { body, contentType, query } = sending;
  const path = resourcePath({ resource, namespace, name, query });
  const asked = { verb: "patch", group: resource.group, resource: resource.plural, name };
  return (await cluster.json({ method: "PATCH", path, body, contentType }, asked)) as KubeObject;
}
