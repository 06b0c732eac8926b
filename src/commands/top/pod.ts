import { defineCommand, type Invocation } from "../../cli/command.ts";
import { formatDuration } from "../../core/duration.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { isObject, nameOf, namespaceOf } from "../../core/object.ts";
import { readSelector } from "../../core/selector.ts";
import { allNamespacesFlag, fieldSelectorFlag, selectorFlag } from "../../resources/flags.ts";
import { checkSortBy, topFlags } from "./flags.ts";
import { fetchMetrics, fetchObjects, type Measured, writeRows } from "./metrics.ts";
import { podRows } from "./tables.ts";
import { readSample } from "./usage.ts";

const flags = {
  ...allNamespacesFlag,
  containers: bool("One line for each container."),
  ...fieldSelectorFlag,
  ...selectorFlag,
  ...topFlags("pods"),
  sum: bool("Add a line with the sums."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "[NAME | -l label]",
  about: `Show the CPU and memory that pods use, as the metrics API (a metrics server) measured them last.

A pod that was just created has no sample for a minute or two.`,
  examples: `
# Pods of this namespace; of all, the largest first, with their sums
{program} top pod
{program} top pod --all-namespaces --sort-by=memory --sum

# One pod, container by container; those with a label
{program} top pod web --containers
{program} top pod -l app=web`,
  flags,
  check({ args, flags, path }) {
    if (args.length > 1) {
      throw new UsageError("pod [NAME | -l label]", `See '${path.join(" ")} -h' for help and examples`);
    }
    checkSortBy(flags.sortBy);
    if (args.length > 0 && (flags.selector || flags.fieldSelector)) {
      throw new CliError("only one of NAME or selector can be provided");
    }
  },
  async run(given) {
    const { args, flags, cluster, world } = given;
    const { name: current } = await cluster.namespace();
    readSelector(flags.selector);
    const [name = ""] = args;
    const namespace = flags.allNamespaces ? undefined : current;
    const measured: Measured = {
      plural: "pods",
      namespace,
      name,
      labelSelector: flags.selector,
      fieldSelector: flags.fieldSelector,
    };
    const samples = (await fetchMetrics(cluster, measured)).map(readSample);
    if (samples.length === 0) return await explainNothing(given, measured);
    const table = { ...flags, withNamespace: flags.allNamespaces, withSwap: flags.showSwap };
    writeRows(world.streams.stdout, podRows(samples, table));
  },
  async complete({ cluster, args }, word) {
    if (args.length > 0) return { words: [], directive: 4 };
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, ["pods"], word);
  },
});

const PATIENCE = 2 * 60 * 1000;

/** Says why there are no samples: no pods, young pods, or pods that nobody measures. */
async function explainNothing({ cluster, world }: Given, measured: Measured): Promise<void> {
  const pods = await fetchObjects(cluster, measured);
  if (pods.length === 0) {
    const where = measured.namespace === undefined ? "" : ` in ${measured.namespace} namespace.`;
    return world.streams.stderr.write(`No resources found${where}\n`);
  }
  for (const pod of pods) {
    const created = isObject(pod.metadata) ? Date.parse(String(pod.metadata.creationTimestamp)) : Number.NaN;
    const age = world.now() - created;
    if (age > PATIENCE) {
      const name = `${namespaceOf(pod)}/${nameOf(pod)}`;
      throw new CliError(`Metrics not available for pod ${name}, age: ${formatDuration(age)}`);
    }
  }
  throw new CliError("metrics not available yet");
}
