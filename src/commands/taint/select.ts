import type { Cluster } from "../../client/cluster.ts";
import { CliError } from "../../core/errors.ts";
import type { World } from "../../core/world.ts";
import { checkConflicts, type TaintChange } from "../../nodes/taint.ts";
import { findResource } from "../../resources/mapper.ts";
import { type Failure, type Item, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";

interface Asking {
  /** The type, and names of nodes. */
  readonly resources: readonly string[];
  readonly change: TaintChange;
  readonly flags: { readonly all: boolean; readonly selector: string };
  readonly cluster: Cluster;
  readonly world: World;
}

const NO_FILES = { filename: [], kustomize: "", recursive: false };

/** The nodes that the words mean: as kubectl, --all and a selector make names meaningless. Throws kubectl's errors. */
export async function selectNodes({ resources, change, flags, cluster, world }: Asking): Promise<(Item | Failure)[]> {
  const [type = "", ...names] = resources;
  await checkType(cluster, type);
  checkConflicts(change);
  if (flags.all && flags.selector !== "") {
    throw new CliError("setting 'all' parameter with a non empty selector is prohibited");
  }
  const isWhole = flags.all || flags.selector !== "";
  if (!isWhole && names.length === 0) {
    throw new CliError("at least one resource name must be specified since 'all' parameter is not set");
  }
  const scope = await selectionScope(cluster, flags);
  const args = ["nodes", ...(isWhole ? [] : names)];
  const { entries } = await selectObjects(cluster, { ...scope, args, files: NO_FILES, chunkSize: 500 }, world);
  return [...entries];
}

/** As kubectl, what stands behind the type's name ("nodes.v1") is not looked at. */
async function checkType(cluster: Cluster, type: string): Promise<void> {
  const [word = ""] = type.split(".");
  const resource = findResource(await cluster.served(), word) ?? findResource(await cluster.served(true), word);
  if (!resource) {
    throw new CliError(`the server doesn't have a resource type ${JSON.stringify(type)}`, { prefix: "" });
  }
  if (resource.plural === "nodes" && resource.group === "") return;
  throw new CliError(`invalid resource type ${type}, only node types are supported`);
}
