import { setTimeout as sleep } from "node:timers/promises";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, stringArray } from "../../core/flags.ts";
import type { KubeObject } from "../../core/object.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { type Deadline, deadline } from "../../resources/deadline.ts";
import { checkFileFlags, RESOURCES_WANTED } from "../../resources/files.ts";
import { allNamespacesFlag, fieldSelectorFlag, fileFlags, selectorFlag } from "../../resources/flags.ts";
import { type Place, type Places, selectPlaces } from "../../resources/places.ts";
import { selectionScope } from "../../resources/selection.ts";
import { type Condition, readCondition } from "./condition.ts";
import { look, until } from "./until.ts";

const { filename } = fileFlags("File, folder or URL with manifests of the objects to wait for; - is standard input.");

const flags = {
  filename,
  recursive: bool("Look into folders given with -f recursively.", { shorthand: "R", default: true }),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...printFlags(OBJECT_FORMATS),
  all: bool("Every object of the named types in the namespace."),
  for: stringArray(
    "What to wait for: create, delete, condition=NAME[=VALUE] (true unless said otherwise), or jsonpath=PATH[=VALUE]; repeated, each in turn, create first.",
  ),
  local: bool("Ask no server: look at the objects of the manifests."),
  timeout: duration("How long to wait; 0 looks once, negative waits for a week.", { default: 30_000 }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage:
    "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  about: `Wait until objects exist, are gone, have a condition in their status, or a field has a value.

A line is printed for every object that got there; the exit code is 1 when one did not in time.`,
  examples: `
# A pod that becomes ready; any condition, with another value
{program} wait --for=condition=Ready pod/busybox1
{program} wait --for=condition=Ready=false pod/busybox1

# A field with a value, or with any
{program} wait --for=jsonpath='{.status.phase}'=Running pod/busybox1
{program} wait --for=jsonpath='{.status.loadBalancer.ingress}' service/loadbalancer

# Until it exists, for half a minute; until it is gone, for a minute
{program} wait --for=create secret/foo --timeout=30s
{program} wait --for=delete pod/busybox1 --timeout=60s`,
  flags,
  check({ args, flags }) {
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (flags.for.length === 0) throw new CliError("unrecognized condition: []");
    for (const one of flags.for) readCondition(one);
    checkFileFlags({ ...flags, kustomize: "" });
    if (flags.local && flags.filename.length === 0) throw new CliError(FILES_WANTED);
    if (args.length === 0 && flags.filename.length === 0) throw new CliError(RESOURCES_WANTED);
  },
  run: (given) => (given.flags.local ? waitLocally(given) : waitFor(given)),
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});

const FILES_WANTED =
  "you must specify resources by --filename when --local is set.\nExample resource specifications include:\n" +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'";

async function waitFor(given: Given): Promise<void> {
  const { flags, cluster, world } = given;
  const conditions = inOrder(flags.for.map(readCondition));
  const limit = flags.timeout === 0 ? undefined : deadline(flags.timeout, world);
  if (conditions[0]?.kind === "create") await untilCreated(given, limit);
  const { places, errors } = await selected(given);
  const isDeleting = conditions.some(({ kind }) => kind === "delete");
  if (places.length === 0 && errors.length === 0 && !isDeleting) throw new CliError("no matching resources found");
  const show = await shower(given);
  const failures: unknown[] = [...errors];
  for (const place of places) {
    try {
      if (isDeleting && !(await isThere(given, place))) continue;
      for (const condition of conditions) show(await until(place, condition, { cluster, deadline: limit }));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures);
}

/** Creation is waited for first, wherever it stands. */
const inOrder = (conditions: readonly Condition[]): Condition[] => {
  const others = conditions.filter(({ kind }) => kind !== "create");
  return others.length < conditions.length ? [{ kind: "create" }, ...others] : others;
};

async function isThere({ cluster }: Given, place: Place): Promise<boolean> {
  try {
    await look(cluster, place);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

const PAUSE = 500;

/** Looks again and again until everything that was named is there. */
async function untilCreated(given: Given, limit: Deadline | undefined): Promise<void> {
  while (!(await areThere(given))) {
    const isOver = !limit || (await sleep(PAUSE, false, { signal: limit.signal }).catch(() => true));
    if (isOver) throw new CliError("timed out waiting for the condition");
  }
}

async function areThere(given: Given): Promise<boolean> {
  const { places, errors } = await selected(given);
  if (errors.length > 0) throw errors[0];
  for (const place of places) if (!(await isThere(given, place))) return false;
  return places.length > 0;
}

async function selected({ flags, args, cluster, world }: Given): Promise<Places> {
  const scope = await selectionScope(cluster, flags);
  const files = { ...flags, kustomize: "" };
  return await selectPlaces(cluster, { ...scope, args, files, chunkSize: 500 }, world);
}

async function shower({ flags, world }: Given): Promise<(object: KubeObject) => void> {
  if (!flags.output && !flags.template) {
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} condition met\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
}

/** Looks at the manifests alone: nothing in them will change. */
async function waitLocally(given: Given): Promise<void> {
  const { readManifests } = await import("../../resources/documents.ts");
  const { found, errors } = await readManifests({ ...given.flags, kustomize: "" }, given.world);
  const show = await shower(given);
  const failures: unknown[] = [...errors];
  for (const { object } of found) {
    for (const condition of given.flags.for.map(readCondition)) {
      if (condition.kind === "create" || (condition.kind === "state" && condition.isMet(object))) show(object);
      else failures.push(new CliError(`condition not met for ${nameWithKind(object)}`));
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures);
}
