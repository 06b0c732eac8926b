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
import { type Condition, holds, readCondition } from "./condition.ts";
import { ConditionRefused, guard, readOwnCondition } from "./refused.ts";
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
  forAny: stringArray(
    "Wait until one of these comes true, whichever is first: delete, condition=NAME[=VALUE] or jsonpath=PATH[=VALUE]; repeated.",
  ),
  failOn: stringArray("End with exit code 1 as soon as this is true of one of the objects; repeated."),
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

# Whichever comes first; and no longer than it can still come true (not in kubectl)
{program} wait --for-any=condition=Complete --for-any=condition=Failed job/import
{program} wait --for=condition=Complete --fail-on=condition=Failed job/import --timeout=10m

# Until it exists, for half a minute; until it is gone, for a minute
{program} wait --for=create secret/foo --timeout=30s
{program} wait --for=delete pod/busybox1 --timeout=60s`,
  flags,
  check({ args, flags }) {
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (flags.for.length + flags.forAny.length === 0) throw new CliError("unrecognized condition: []");
    for (const one of flags.for) readCondition(one);
    ownConditions(flags);
    checkFileFlags({ ...flags, kustomize: "" });
    if (flags.local && flags.failOn.length > 0) throw new CliError("--fail-on cannot be used with --local");
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

/** What --for-any and --fail-on say. */
const ownConditions = ({ forAny, failOn }: Given["flags"]) => ({
  any: forAny.map((text) => readOwnCondition("--for-any", text).condition),
  refused: failOn.map((text) => readOwnCondition("--fail-on", text)),
});

/** What is waited for, one after the other: of each group one condition has to come true. */
function groupsOf(flags: Given["flags"]): (readonly Condition[])[] {
  const { any } = ownConditions(flags);
  return [...inOrder(flags.for.map(readCondition)).map((one) => [one]), ...(any.length > 0 ? [any] : [])];
}

async function waitFor(given: Given): Promise<void> {
  const { flags, cluster, world } = given;
  const groups = groupsOf(flags);
  const { refused } = ownConditions(flags);
  const limit = flags.timeout === 0 ? undefined : deadline(flags.timeout, world);
  if (groups[0]?.[0]?.kind === "create") await untilCreated(given, limit);
  const { places, errors } = await selected(given);
  const isDeleting = groups.flat().some(({ kind }) => kind === "delete");
  if (places.length === 0 && errors.length === 0 && !isDeleting) throw new CliError("no matching resources found");
  const show = await shower(given);
  const failures: unknown[] = [...errors];
  const waitForAll = async (limit: Deadline | undefined) => {
    for (const place of places) {
      try {
        if (isDeleting && !(await isThere(given, place))) continue;
        for (const group of groups) show(await until(place, group, { cluster, deadline: limit, refused }));
      } catch (error) {
        if (error instanceof ConditionRefused) throw error;
        failures.push(error);
      }
    }
  };
  try {
    await besideGuards(given, { places, groups, limit }, waitForAll);
  } catch (error) {
    throw together([...errors, error]);
  }
  if (failures.length > 0) throw together(failures);
}

const together = (failures: readonly unknown[]): unknown =>
  failures.length === 1 ? failures[0] : new AggregateError(failures);

/** Does the work while all objects are watched for what --fail-on says. */
async function besideGuards(
  { cluster, flags }: Given,
  waiting: { places: readonly Place[]; groups: (readonly Condition[])[]; limit: Deadline | undefined },
  work: (limit: Deadline | undefined) => Promise<void>,
): Promise<void> {
  const { places, groups: wanted, limit } = waiting;
  const { refused } = ownConditions(flags);
  // One object is looked after by who waits for it.
  if (refused.length === 0 || places.length < 2 || !limit) return await work(limit);
  const over = new AbortController();
  const signal = AbortSignal.any([limit.signal, over.signal]);
  const guards = places.map(async (place) => {
    try {
      await guard(place, { cluster, signal, refused, wanted });
    } catch (error) {
      if (error instanceof ConditionRefused) throw error;
      // What the server says is told by who waits.
      await new Promise(() => undefined);
    }
  });
  try {
    await Promise.race([work({ ...limit, signal }), ...guards]);
  } finally {
    over.abort();
  }
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
    const { any } = ownConditions(given.flags);
    const groups = [...given.flags.for.map((one) => [readCondition(one)]), ...(any.length > 0 ? [any] : [])];
    for (const group of groups) {
      if (group.some((condition) => holds(condition, object, false))) show(object);
      else failures.push(new CliError(`condition not met for ${nameWithKind(object)}`));
    }
  }
  if (failures.length > 0) throw together(failures);
}
