import { defineCommand } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { isObject, type KubeObject, nameOf } from "../../core/object.ts";
import { readSelector } from "../../core/selector.ts";
import { selectorFlag } from "../../resources/flags.ts";
import { checkSortBy, topFlags } from "./flags.ts";
import { fetchMetrics, fetchObjects, type Measured, writeRows } from "./metrics.ts";
import { type NodeUse, nodeRows } from "./tables.ts";
import { readSample, readUsage, type Sample, sorted, type Usage } from "./usage.ts";

export default defineCommand({
  usage: "[NAME | -l label]",
  about:
    "Show the CPU and memory that nodes use, and their share of what the nodes have to give, as the metrics API (a metrics server) measured them last.",
  examples: `
# All nodes; the busiest first
{program} top node
{program} top node --sort-by=cpu

# One node, compared with all it has instead of what pods may use
{program} top node node-1 --show-capacity`,
  flags: {
    ...selectorFlag,
    showCapacity: bool("Compare with all that a node has, instead of what pods may use of it."),
    ...topFlags("nodes"),
  },
  check({ args, flags, path }) {
    if (args.length > 1) {
      throw new UsageError("node [NAME | -l label]", `See '${path.join(" ")} -h' for help and examples`);
    }
    checkSortBy(flags.sortBy);
    if (args.length > 0 && flags.selector) throw new CliError("only one of NAME or --selector can be provided");
  },
  async run({ args, flags, cluster, world }) {
    await cluster.server();
    readSelector(flags.selector);
    const [name = ""] = args;
    const measured: Measured = {
      plural: "nodes",
      namespace: undefined,
      name,
      labelSelector: flags.selector,
      fieldSelector: "",
    };
    const samples = (await fetchMetrics(cluster, measured)).map(readSample);
    if (samples.length === 0) throw new CliError("metrics not available yet");
    const nodes = await fetchObjects(cluster, measured);
    const uses = usesOf(sorted(samples, flags.sortBy), nodes, flags.showCapacity);
    writeRows(world.streams.stdout, nodeRows(uses, { withSwap: flags.showSwap, noHeaders: flags.noHeaders }));
  },
  async complete({ cluster, args }, word) {
    if (args.length > 0) return { words: [], directive: 4 };
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, ["nodes"], word);
  },
});

/** Nodes with samples in their order, then those without. */
function usesOf(samples: readonly Sample[], nodes: readonly KubeObject[], showCapacity: boolean): NodeUse[] {
  const available = new Map(nodes.map((node) => [nameOf(node), availableOf(node, showCapacity)]));
  const known = samples.map(({ name, total }) => ({
    name,
    used: total,
    available: available.get(name) ?? readUsage(undefined),
  }));
  const seen = new Set(known.map(({ name }) => name));
  const missing = [...available].filter(([name]) => !seen.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...known, ...missing.map(([name, has]) => ({ name, used: undefined, available: has }))];
}

function availableOf({ status }: KubeObject, showCapacity: boolean): Usage {
  const own = isObject(status) ? status : {};
  const info = isObject(own.nodeInfo) && isObject(own.nodeInfo.swap) ? own.nodeInfo.swap.capacity : undefined;
  const swap = readUsage({ swap: info ?? 0 }).swap;
  return { ...readUsage(showCapacity ? own.capacity : own.allocatable), swap };
}
