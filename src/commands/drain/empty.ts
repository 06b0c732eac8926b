import { type DryRun, dryRunSuffix } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { nameWithKind } from "../../printers/name.ts";
import { findKind } from "../../resources/mapper.ts";
import { failureText, nestedFailures } from "../../resources/nested-failures.ts";
import type { Item } from "../../resources/objects.ts";
import type { DrainGiven } from "./drain.ts";
import { evictAll } from "./evict.ts";
import { leavingPods } from "./leaving-pods.ts";
import { startLimit } from "./limit.ts";
import { longestPause } from "./pod.ts";
import { deleteAll } from "./removing.ts";
import type { Teller } from "./tell.ts";

/** Empties nodes one after another; those that could not be emptied are told at the end. */
export async function emptyNodes(
  given: DrainGiven,
  nodes: readonly Item[],
  tell: Teller,
  dryRun: DryRun,
): Promise<void> {
  const pending: string[] = [];
  const failures: unknown[] = [];
  for (const node of nodes) {
    try {
      await emptyNode(given, node.name, tell, dryRun);
      tell.out(`${nameWithKind(node.object)} drained${dryRunSuffix(dryRun)}`);
    } catch (error) {
      if (given.world.signal.aborted || !isOurs(error)) throw error;
      pending.push(node.name);
      failures.push(error);
      tell.problem(
        `error: unable to drain node ${JSON.stringify(node.name)} due to error: ${failureText(error)}, continuing command...`,
      );
    }
  }
  if (pending.length === 0) return;
  tell.problem("There are pending nodes to be drained:");
  for (const name of pending) tell.problem(` ${name}`);
  throw nestedFailures(failures);
}

const isOurs = (error: unknown): boolean => error instanceof CliError || error instanceof AggregateError;

async function emptyNode(given: DrainGiven, node: string, tell: Teller, dryRun: DryRun): Promise<void> {
  const { leaving, problems, warning } = await parted(given, node);
  if (problems.length > 0) throw new AggregateError(problems.map((one) => new CliError(one)));
  if (warning) tell.problem(`Warning: ${warning}`);
  if (dryRun === "client") {
    for (const pod of leaving) tell.out(`evicting pod ${namespaceOf(pod)}/${nameOf(pod)}${dryRunSuffix(dryRun)}`);
    return;
  }
  try {
    await remove(given, leaving, tell, dryRun);
  } catch (error) {
    if (given.world.signal.aborted || !isOurs(error)) throw error;
    tell.problem(
      `There are pending pods in node ${JSON.stringify(node)} when an error occurred: ${failureText(error)}`,
    );
    const { leaving: left } = await parted(given, node);
    for (const pod of left) tell.problem(`pod/${nameOf(pod)}`);
    throw error;
  }
}

const parted = ({ cluster, flags, world }: DrainGiven, node: string) =>
  leavingPods(cluster, {
    node,
    podSelector: flags.podSelector,
    chunkSize: Math.max(flags.chunkSize, 0),
    allowed: {
      force: flags.force,
      ignoreDaemonSets: flags.ignoreDaemonsets,
      deleteEmptyDir: flags.deleteEmptydirData,
      skipAfter: flags.skipWaitForDeleteTimeout,
      now: world.now(),
    },
  });

async function remove(
  { cluster, flags, world }: DrainGiven,
  pods: readonly KubeObject[],
  tell: Teller,
  dryRun: DryRun,
): Promise<void> {
  if (pods.length === 0) return;
  const eviction = findKind(await cluster.served(), "", "v1", "Pod")?.subresources.find(
    ({ name }) => name === "eviction",
  );
  const removing = {
    cluster,
    tell,
    dryRun,
    limit: startLimit(flags.timeout, world),
    pause: longestPause(pods.length),
    timeout: flags.timeout,
    gracePeriod: flags.gracePeriod,
    skipAfter: flags.skipWaitForDeleteTimeout,
    evictionVersion: flags.disableEviction ? undefined : eviction?.version,
  };
  await (removing.evictionVersion === undefined ? deleteAll : evictAll)(pods, removing);
}
