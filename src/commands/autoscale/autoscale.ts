import { defineCommand, type Invocation } from "../../cli/command.ts";
import { type DryRun, dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, int32, string } from "../../core/flags.ts";
import type { KubeObject } from "../../core/object.ts";
import { recordFlag, withChangeCause } from "../../core/record.ts";
import { autoscaler, resourceMetrics } from "../../generate/autoscaler.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { checkFileFlags, hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { fileFlags } from "../../resources/flags.ts";
import { manifestItems } from "../../resources/manifest-items.ts";
import { type Failure, type Item, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { gvrText } from "../../resources/target.ts";
import { createAutoscaler } from "./create.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to scale; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  cpu: string("What pods should use on average: 70% of the CPU they request, or an amount (500m; bare numbers are m)."),
  cpuPercent: int32("What pods should use on average, in percent of the CPU they request.", {
    default: -1,
    hidden: true,
    deprecated:
      "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
  }),
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-autoscale" }),
  max: int32("The most replicas there may be.", { default: -1, required: true }),
  memory: string(
    "What pods should use on average: 80% of the memory they request, or an amount (1Gi; bare numbers are Mi).",
  ),
  min: int32("The fewest replicas there may be; below one the server decides.", { default: -1 }),
  name: string("Name of the autoscaler; otherwise the object's."),
  record: recordFlag(),
  saveConfig: bool("Remember the autoscaler in an annotation, so that apply can take over later."),
};

type Given = Invocation<typeof flags>;

/** Types that the shell offers. */
const SCALED = ["deployment", "replicaset", "replicationcontroller", "statefulset"];

export default defineCommand({
  usage: "(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]",
  about: `Create an autoscaler that changes how many replicas a workload has by what its pods use.

Percentages are of what the containers request, so they have to request something. Without --cpu and --memory the server
aims at a share of the CPU.`,
  examples: `
# Between two and ten replicas; what to aim at is up to the server
{program} autoscale deployment web --min=2 --max=10

# So many that pods use 80% of the CPU they request; half a CPU each; memory besides
{program} autoscale deployment web --max=5 --cpu=80%
{program} autoscale deployment web --max=5 --cpu=500m
{program} autoscale deployment web --max=5 --cpu=500m --memory=80%`,
  flags,
  check({ args, flags, changed }) {
    readDryRun(flags.dryRun);
    checkNumbers(flags);
    if (flags.cpuPercent > 0 && flags.cpu !== "" && changed.has("cpuPercent")) {
      throw new CliError("--cpu-percent and --cpu are mutually exclusive");
    }
    resourceMetrics(flags);
    checkFileFlags(flags);
    if (args.length === 0 && !hasFiles(flags)) throw new CliError(RESOURCES_WANTED);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
  },
  run: autoscale,
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word, SCALED);
  },
});

function checkNumbers({ max, min }: { max: number; min: number }): void {
  if (max < 1) throw new CliError(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min) {
    throw new CliError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  }
}

async function autoscale(given: Given): Promise<void> {
  const { flags, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const failures: unknown[] = [];
  const inFiles: Failure[] = [];
  for (const entry of await selected(given)) {
    if ("error" in entry) {
      if (entry.source === undefined) failures.push(entry.error);
      else inFiles.push(entry);
      continue;
    }
    try {
      await show(given, await made(given, entry, dryRun), dryRun);
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(failures, inFiles);
}

async function selected({ flags, args, cluster, world }: Given): Promise<readonly (Item | Failure)[]> {
  const scope = await selectionScope(cluster);
  // As kubectl: what a manifest says is taken for the object as it is.
  if (hasFiles(flags) && args.length === 0) return await manifestItems(cluster, flags, scope, world);
  return (await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world)).entries;
}

async function made({ flags, globals, cluster, commandLine }: Given, item: Item, dryRun: DryRun): Promise<KubeObject> {
  const { resource, object } = item;
  if (!resource.subresources.some(({ name }) => name === "scale")) {
    const where = `${gvrText(resource)} in discovery information`;
    throw new CliError(`cannot autoscale a ${resource.kind}: could not find scale subresource for ${where}`);
  }
  const built = autoscaler(object, flags, globals.namespace);
  const hpa = withChangeCause(built, flags.record ? commandLine : "");
  return dryRun === "client" ? hpa : await createAutoscaler(cluster, hpa, { ...flags, dryRun });
}

async function show({ flags, world }: Given, hpa: KubeObject, dryRun: DryRun): Promise<void> {
  if (!flags.output && !flags.template) {
    const done = dryRun === "client" ? "created" : "autoscaled";
    return world.streams.stdout.write(`${nameWithKind(hpa)} ${done}${dryRunSuffix(dryRun)}\n`);
  }
  // As kubectl: a printer of its own for every object, so that YAML documents have no line of dashes between them.
  (await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true }))(hpa);
}
