import { defineCommand, type Invocation } from "../../cli/command.ts";
import { isNotFound } from "../../client/status.ts";
import { cascadeFlag, readCascade } from "../../core/cascade.ts";
import { type DryRun, dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, int, string } from "../../core/flags.ts";
import { readArgs } from "../../resources/args.ts";
import { type Deleted, deleteObject, waitForDeletion } from "../../resources/deletion.ts";
import { checkFileFlags, hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { allNamespacesFlag, fieldSelectorFlag, fileFlags, selectorFlag } from "../../resources/flags.ts";
import { type Place, selectPlaces } from "../../resources/places.ts";
import { selectionScope } from "../../resources/selection.ts";
import { withSource } from "../../resources/source-error.ts";
import { kindName } from "../../resources/target.ts";
import { isConfirmed } from "./confirm.ts";
import { type Grace, readGrace } from "./grace.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to delete; - is standard input."),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...cascadeFlag,
  ...dryRunFlag,
  all: bool("Every object of the named types in the namespace."),
  force: bool("Take the objects out of the API at once, without waiting for an orderly end. Work may be lost."),
  gracePeriod: int(
    "Seconds an object gets for an orderly end; negative leaves it to the object; 0 only with --force.",
    {
      default: -1,
    },
  ),
  ignoreNotFound: bool("Do not fail for objects that do not exist; the rule with --all and selectors."),
  interactive: bool("Show what would be deleted and ask first.", { shorthand: "i" }),
  now: bool("One second for an orderly end, as --grace-period=1."),
  output: string('"name" prints TYPE/NAME of what was deleted.', { shorthand: "o", complete: ["name"] }),
  raw: string("Path to send DELETE to as it is; with -f its file is the body."),
  timeout: duration("How long to wait for objects to be gone; 0 is as long as it takes."),
  wait: bool("Wait until the objects are gone, finalizers and all.", { default: true }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])",
  about: `Delete objects by manifests, by type and name, by labels, or all of a type.

Most objects get time for an orderly end (--grace-period), and the command waits until they are gone. Nobody checks whether
somebody else has changed the object meanwhile: it is deleted all the same.

--force takes an object out of the API at once. Its processes may go on for a while; two pods of a StatefulSet with the same
identity can then run side by side and lose data. Only do that when you know that the old one is dead.`,
  examples: `
# What manifests describe; one object; several
{program} delete -f ./pod.json
{program} delete pod web-0
{program} delete pod,service baz foo

# By label; all of a type; ask first
{program} delete pods,services -l name=myLabel
{program} delete pods --all
{program} delete pods --all -i

# See what would go
{program} delete pods -l app=web --dry-run=client

# A pod on a node that is dead
{program} delete pod web-0 --force`,
  flags,
  check({ args, flags, changed, world }) {
    if (flags.raw && flags.interactive) throw new CliError("--interactive can not be used with --raw");
    if (flags.raw) return;
    readCascade(flags.cascade);
    readDryRun(flags.dryRun);
    checkFileFlags(flags);
    if (flags.output !== "" && flags.output !== "name") {
      throw new CliError(`unexpected -o output mode: ${flags.output}. We only support '-o name'`);
    }
    readGrace(flags, changed);
    if (!hasFiles(flags) && args.length === 0)
      throw nothingNamed(flags.all || flags.selector !== "" || flags.fieldSelector !== "");
    if (flags.all && ["names", "pairs"].includes(readArgs(args, world.name).form)) {
      throw new CliError("name cannot be provided when a selector is specified");
    }
    if (flags.all && (flags.selector || flags.fieldSelector)) {
      throw new CliError("setting 'all' parameter but found a non empty selector. ");
    }
  },
  async run(given) {
    if (given.flags.raw) return await (await import("./raw.ts")).deleteRaw(given);
    return await deleteSelected(given);
  },
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});

const nothingNamed = (isSelecting: boolean): CliError =>
  new CliError(isSelecting ? "at least one resource must be specified to use a selector" : RESOURCES_WANTED);

async function deleteSelected(given: Given): Promise<void> {
  const { flags, changed, world, cluster } = given;
  const { propagation, notice } = readCascade(flags.cascade);
  const { dryRun, notice: oldDryRun } = readDryRun(flags.dryRun);
  const grace = readGrace(flags, changed);
  for (const text of [notice, oldDryRun]) if (text) world.streams.stderr.write(`${text}\n`);
  if (grace.isForced && dryRun === "none") cluster.warn(IMMEDIATE);
  const { places, errors } = await selected(given);
  if (places.length > 0 && flags.interactive && !(await isConfirmed(places, world))) return;
  const { deleted, failures } = await deleteAll(given, places, { propagation, dryRun, grace });
  const problems = [...errors, ...failures];
  if (places.length === 0 && problems.length === 0) world.streams.stdout.write("No resources found\n");
  if (problems.length === 1) throw problems[0];
  if (problems.length > 1) throw new AggregateError(problems);
  if (flags.wait && dryRun === "none") await waitForDeletion(cluster, deleted, flags.timeout, world);
}

const IMMEDIATE =
  "Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.";

async function selected({ flags, args, cluster, world }: Given) {
  const scope = await selectionScope(cluster, flags);
  return await selectPlaces(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world);
}

interface How {
  readonly propagation: ReturnType<typeof readCascade>["propagation"];
  readonly dryRun: DryRun;
  readonly grace: Grace;
}

async function deleteAll(given: Given, places: readonly Place[], { propagation, dryRun, grace }: How) {
  const { flags, changed, cluster } = given;
  const mayBeMissing = changed.has("ignoreNotFound")
    ? flags.ignoreNotFound
    : flags.all || flags.selector !== "" || flags.fieldSelector !== "";
  const { explicit } = await cluster.namespace();
  const isOutside = explicit && places.some(({ resource }) => !resource.namespaced);
  if (isOutside) cluster.warn("deleting cluster-scoped resources, not scoped to the provided namespace");
  const deleted: Deleted[] = [];
  const failures: unknown[] = [];
  for (const place of places) {
    try {
      const deleting = { propagation, gracePeriod: grace.seconds, isDryRun: dryRun === "server" };
      if (dryRun !== "client") deleted.push(await deleteObject(cluster, place, deleting));
      report(given, place, { dryRun, isForced: grace.isForced });
    } catch (error) {
      if (!(mayBeMissing && isNotFound(error))) failures.push(withSource(error, "deleting", place.source));
    }
  }
  return { deleted, failures };
}

function report({ flags, world }: Given, place: Place, how: { dryRun: DryRun; isForced: boolean }): void {
  const { resource, namespace, name } = place;
  const kind = kindName(resource);
  const where = resource.namespaced ? ` from ${namespace} namespace` : "";
  const done = `${kind} ${JSON.stringify(name)} ${how.isForced ? "force deleted" : "deleted"}${where}`;
  world.streams.stdout.write(flags.output === "name" ? `${kind}/${name}\n` : `${done}${dryRunSuffix(how.dryRun)}\n`);
}
