import type { Invocation } from "../../cli/command.ts";
import type { Cluster } from "../../client/cluster.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import type { Flag, Flags } from "../../core/flags.ts";
import { nameOf } from "../../core/object.ts";
import { readArgs } from "../../resources/args.ts";
import { fetchNamed, fetchPages, itemsOf } from "../../resources/fetch.ts";
import { RESOURCES_WANTED } from "../../resources/files.ts";
import { type Item, withKind } from "../../resources/objects.ts";
import { planTargets } from "../../resources/plan.ts";
import { selectionScope } from "../../resources/selection.ts";
import { gvrText, type Target } from "../../resources/target.ts";

interface NodeFlags extends Flags {
  readonly selector: Flag<string>;
}

/** Refuses command lines that name no node, or name nodes in two ways. */
export function checkNodes({ args, flags, changed, path }: Invocation<NodeFlags>): void {
  const hint = `See '${path.join(" ")} -h' for help and examples`;
  if (args.length === 0 && !changed.has("selector")) throw new UsageError(`USAGE: ${path[1]} NODE [flags]`, hint);
  if (args.length > 0 && flags.selector !== "") {
    throw new UsageError("cannot specify both a node name and a --selector option", hint);
  }
}

/** The nodes that the command line names; throws kubectl's error for the first that cannot be had. */
export async function selectNodes(
  { args, flags, cluster, world }: Invocation<NodeFlags>,
  chunkSize: number,
): Promise<Item[]> {
  if (args.length === 0 && flags.selector === "") throw new CliError(RESOURCES_WANTED);
  const scope = await selectionScope(cluster, { selector: flags.selector, all: true });
  const isMixed = args.some((word) => word.includes("/"));
  const words = isMixed ? args.map((word) => (word.includes("/") ? word : `nodes/${word}`)) : ["nodes", ...args];
  const targets = await planTargets(readArgs(words, world.name), scope, cluster);
  if (new Set(targets.map(({ resource }) => gvrText(resource))).size > 1) {
    throw new CliError("you may only specify a single resource type");
  }
  const items: Item[] = [];
  for (const target of targets) {
    items.push(...(await fetchNodes(cluster, target, chunkSize)));
    const { resource } = target;
    if (resource.plural !== "nodes" || resource.group !== "") {
      throw new CliError(`expected resource of type node, got ${JSON.stringify(gvrText(resource))}`);
    }
  }
  return items;
}

async function fetchNodes(cluster: Cluster, target: Target, chunkSize: number): Promise<Item[]> {
  const { resource, namespace, name } = target;
  const want = { accept: "application/json", chunkSize };
  if (name !== undefined) return [{ resource, namespace, name, object: await fetchNamed(cluster, target, want) }];
  const items: Item[] = [];
  for await (const page of fetchPages(cluster, target, want, () => void items.splice(0))) {
    for (const found of itemsOf(page)) {
      items.push({ resource, namespace: undefined, name: nameOf(found), object: withKind(found, page) });
    }
  }
  return items;
}

/** Completes names of nodes. */
export async function completeNodes({ cluster, args }: { cluster: Cluster; args: readonly string[] }, word: string) {
  const { completeTypeAndName } = await import("../../resources/complete.ts");
  return await completeTypeAndName(cluster, ["node", ...args], word);
}
