import { defineCommand, type Invocation } from "../../cli/command.ts";
import { dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { CliError, Silent } from "../../core/errors.ts";
import { bool, duration, int, string } from "../../core/flags.ts";
import { readSelector } from "../../core/selector.ts";
import { chunkSizeFlag, selectorFlag } from "../../resources/flags.ts";
import { emptyNodes } from "./empty.ts";
import { checkNodes, completeNodes, selectNodes } from "./nodes.ts";
import { setSchedulable } from "./schedulable.ts";
import { teller } from "./tell.ts";

export const drainFlags = {
  ...selectorFlag,
  ...dryRunFlag,
  ...chunkSizeFlag,
  deleteEmptydirData: bool("Also take away pods with emptyDir volumes; the data in them is lost."),
  disableEviction: bool("Delete pods instead of evicting them; disruption budgets are then not asked."),
  force: bool("Also take away pods that nothing replaces."),
  gracePeriod: int("Seconds a pod gets for an orderly end; negative leaves it to the pod.", { default: -1 }),
  ignoreDaemonsets: bool("Leave pods of daemon sets where they are."),
  podSelector: string("Only pods whose labels match."),
  skipWaitForDeleteTimeout: int(
    "Do not wait for pods that are being deleted for longer than so many seconds; 0: wait.",
  ),
  timeout: duration("How long to wait for each node; 0 is as long as it takes."),
};

export type DrainGiven = Invocation<typeof drainFlags>;

export default defineCommand({
  usage: "NODE",
  about: `Empty nodes before they are serviced: new pods are kept away, then those that are there are evicted.

Disruption budgets are honoured: an eviction that one of them holds is tried again every five seconds. Pods that nothing
replaces, pods with emptyDir volumes and pods of daemon sets stop the drain before anything is evicted, unless flags say what to do with
them; static pods stay. When the node is back, \`uncordon\` lets pods onto it again.`,
  examples: `
# A node, with pods that nothing replaces; with a quarter of an hour for an orderly end
{program} drain foo --force
{program} drain foo --grace-period=900

# The usual drain of a node
{program} drain foo --ignore-daemonsets --delete-emptydir-data

# See what would go; all nodes with a label
{program} drain foo --ignore-daemonsets --dry-run=client
{program} drain -l pool=old --ignore-daemonsets --timeout=10m`,
  flags: drainFlags,
  check(given) {
    checkNodes(given);
    readDryRun(given.flags.dryRun);
    checkPodSelector(given.flags.podSelector);
  },
  run: drain,
  complete: completeNodes,
});

function checkPodSelector(text: string): void {
  try {
    readSelector(text);
  } catch (error) {
    throw new CliError("--pod-selector=<pod_selector> must be a valid label selector", { cause: error });
  }
}

async function drain(given: DrainGiven): Promise<void> {
  const { flags, cluster, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const nodes = await selectNodes(given, flags.chunkSize);
  const tell = teller(world);
  // Pods that leave a node which is still open could come back to it.
  if (!(await setSchedulable(cluster, nodes, { isSchedulable: false, dryRun }, tell))) throw new Silent(1);
  await emptyNodes(given, nodes, tell, dryRun);
}
