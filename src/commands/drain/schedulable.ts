import type { Cluster } from "../../client/cluster.ts";
import { type DryRun, dryRunSuffix } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject } from "../../core/object.ts";
import { nameWithKind } from "../../printers/name.ts";
import { failureText } from "../../resources/nested-failures.ts";
import { type Item, itemPath } from "../../resources/objects.ts";
import type { Teller } from "./tell.ts";

interface Wanted {
  readonly isSchedulable: boolean;
  readonly dryRun: DryRun;
}

/** Opens or closes nodes for new pods, telling of each; false when the server refused it for one of them. */
export async function setSchedulable(
  cluster: Cluster,
  nodes: readonly Item[],
  wanted: Wanted,
  tell: Teller,
): Promise<boolean> {
  const verb = wanted.isSchedulable ? "uncordon" : "cordon";
  let isDone = true;
  for (const node of nodes) {
    try {
      const isThere = isSchedulable(node) === wanted.isSchedulable;
      if (!isThere && wanted.dryRun !== "client") await send(cluster, node, wanted);
      tell.out(`${nameWithKind(node.object)} ${isThere ? "already " : ""}${verb}ed${dryRunSuffix(wanted.dryRun)}`);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      isDone = false;
      tell.problem(`error: unable to ${verb} node ${JSON.stringify(node.name)}: ${failureText(error)}`);
    }
  }
  return isDone;
}

const isSchedulable = ({ object: { spec } }: Item): boolean => !(isObject(spec) && spec.unschedulable === true);

async function send(cluster: Cluster, node: Item, { isSchedulable, dryRun }: Wanted): Promise<void> {
  const path = itemPath(node, { dryRun: dryRun === "server" ? "All" : undefined });
  const body = writeJson({ spec: { unschedulable: isSchedulable ? null : true } });
  const request = { method: "PATCH", path, body, contentType: "application/strategic-merge-patch+json" } as const;
  await cluster.json(request, { verb: "patch", resource: "nodes", name: node.name });
}
