import { defineCommand, type Invocation } from "../../cli/command.ts";
import { type DryRun, dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, int, string } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import type { KubeObject } from "../../core/object.ts";
import { causePatch, recordFlag } from "../../core/record.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { checkFileFlags, hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { manifestItems } from "../../resources/manifest-items.ts";
import { manifestSelector } from "../../resources/manifest-selector.ts";
import { type Failure, type Item, itemPath, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { withReplicas } from "./replicas.ts";
import { resize, untilReached } from "./resize.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to scale; - is standard input."),
  ...selectorFlag,
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  all: bool("Every object of the named types in the namespace."),
  currentReplicas: int("Only if the object is asked to have so many replicas now; -1: any number.", { default: -1 }),
  record: recordFlag(),
  replicas: int("How many replicas there should be.", { required: true }),
  resourceVersion: string("Only if the object still has this version; for a single object."),
  timeout: duration("How long to wait until the replicas are there; 0 does not wait."),
};

/** Types that the shell offers. */
const SCALED = ["deployment", "replicaset", "replicationcontroller", "statefulset"];

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)",
  about: `Change how many replicas deployments, replica sets, stateful sets, replication controllers and custom resources with a
scale subresource have.

With --current-replicas or --resource-version an object that somebody else has changed meanwhile is left alone.`,
  examples: `
# Three replicas of a deployment, a replica set; of what a manifest names
{program} scale --replicas=3 deployment/web
{program} scale --replicas=3 rs/foo
{program} scale --replicas=3 -f foo.yaml

# Only if it has two now
{program} scale --current-replicas=2 --replicas=3 deployment/mysql

# Several at once; all stateful sets; wait for a minute until the replicas are there
{program} scale --replicas=5 rc/example1 rc/example2 rc/example3
{program} scale --replicas=3 statefulset --all
{program} scale --replicas=3 deployment/web --timeout=1m`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (flags.replicas < 0) {
      throw new CliError("The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
    }
    if (flags.currentReplicas < -1) {
      throw new CliError("The --current-replicas must specify an integer of -1 or greater");
    }
    checkFileFlags(flags);
    if (args.length > 0 || hasFiles(flags)) return;
    throw new CliError(flags.selector ? "at least one resource must be specified to use a selector" : RESOURCES_WANTED);
  },
  run: scaleObjects,
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word, SCALED);
  },
});

/** As kubectl: the first object that cannot be scaled ends it; what could not be found is told at the end. */
async function scaleObjects(given: Given): Promise<void> {
  const { flags, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const entries = await selected(given);
  const missing = entries.filter((entry): entry is Failure => "error" in entry);
  const items = entries.filter((entry): entry is Item => !("error" in entry));
  if (entries.length === 0) throw new CliError("no objects passed to scale");
  if (flags.resourceVersion && items.length > 1) {
    throw new CliError("cannot use --resource-version with multiple resources");
  }
  const show = await shower(given, dryRun);
  for (const item of items) {
    const object = withReplicas(item.object, flags.replicas);
    if (dryRun !== "client") await scaleOne(given, item, dryRun);
    show(object);
  }
  throwTogether([], missing);
}

async function selected({ flags, args, cluster, world }: Given): Promise<readonly (Item | Failure)[]> {
  const scope = await selectionScope(cluster, flags);
  if (!hasFiles(flags) || args.length > 0) {
    return (await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world)).entries;
  }
  // As kubectl: what a manifest says is taken for the object as it is.
  const fits = manifestSelector(flags.selector);
  const entries = await manifestItems(cluster, flags, scope, world);
  return entries.filter((entry) => "error" in entry || fits(entry.object));
}

async function scaleOne({ cluster, flags, commandLine, world }: Given, item: Item, dryRun: DryRun): Promise<void> {
  const query = { dryRun: dryRun === "server" ? "All" : undefined };
  await resize(cluster, item, flags, { query, signal: world.signal });
  if (flags.timeout !== 0 && dryRun === "none") await untilReached(cluster, item, flags, world);
  const cause = flags.record && dryRun === "none" ? causePatch(item.object, commandLine) : undefined;
  if (cause) {
    const { group, plural } = item.resource;
    const path = itemPath(item);
    const body = writeJson(cause);
    const request = { method: "PATCH", path, body, contentType: "application/merge-patch+json" } as const;
    await cluster.json(request, { verb: "patch", group, resource: plural, name: item.name });
  }
}

async function shower({ flags, world }: Given, dryRun: DryRun): Promise<(object: KubeObject) => void> {
  if (flags.output || flags.template) {
    return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
  }
  return (object) => world.streams.stdout.write(`${nameWithKind(object)} scaled${dryRunSuffix(dryRun)}\n`);
}
