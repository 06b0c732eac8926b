import type { Invocation } from "../../cli/command.ts";
import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { type KubeObject, nameOf } from "../../core/object.ts";
import { paint } from "../../core/style.ts";
import { colored } from "../../describe/color.ts";
import { describerOf } from "../../describe/kinds.ts";
import { describedText } from "../../describe/text.ts";
import { fetchNamed } from "../../resources/fetch.ts";
import { hasFiles } from "../../resources/files.ts";
import { type Item, selectObjects } from "../../resources/objects.ts";
import { type Place, selectPlaces } from "../../resources/places.ts";
import { selectionScope } from "../../resources/selection.ts";
import { inOrder } from "./ahead.ts";
import type { DescribeFlags } from "./describe.ts";
import { surroundings } from "./surroundings.ts";

export type Given = Invocation<DescribeFlags>;

/** Something to describe, fetched when its turn comes. */
interface Subject extends Pick<Place, "resource" | "namespace"> {
  object(): Promise<KubeObject>;
}

/** Describes what was asked for; what fails is told at the end, and the rest goes on. */
export async function describeObjects(given: Given): Promise<void> {
  const { subjects, errors } = hasFiles(given.flags) ? await ofFiles(given) : await ofWords(given, given.args);
  const [first] = errors;
  // One name that nothing has: kubectl takes it for the beginning of names.
  if (given.args.length === 2 && errors.length === 1 && isNotFound(first)) return await describeByPrefix(given, first);
  const isSingle = subjects.length + errors.length === 1;
  const untold = await show(given, subjects, { isSingle, between: "\n\n" });
  if (subjects.length + errors.length === 0) await tellNothing(given);
  // As kubectl, even a single failure stands as one of a list.
  if (errors.length + untold.length > 0) throw new AggregateError([...errors, ...untold]);
}

interface Selected {
  readonly subjects: readonly Subject[];
  readonly errors: readonly unknown[];
}

async function ofWords(given: Given, args: readonly string[]): Promise<Selected> {
  const { cluster, flags, world } = given;
  const { entries } = await selectObjects(cluster, { ...(await selecting(given)), args, files: flags }, world);
  return {
    subjects: entries.flatMap((one) => ("object" in one ? [subject(one)] : [])),
    errors: entries.flatMap((one) => ("error" in one ? [one.error] : [])),
  };
}

const subject = ({ resource, namespace, object }: Item): Subject => ({
  resource,
  namespace,
  object: async () => object,
});

/** What manifests name is looked for one by one, and not explained when it is missing. */
async function ofFiles(given: Given): Promise<Selected> {
  const { args, cluster, flags, world } = given;
  const { places, errors } = await selectPlaces(cluster, { ...(await selecting(given)), args, files: flags }, world);
  const want = { accept: "application/json", chunkSize: 0 };
  return {
    subjects: places.map((place) => ({ ...place, object: () => fetchNamed(cluster, place, want, false) })),
    errors,
  };
}

const selecting = async ({ cluster, flags }: Given) => ({
  ...(await selectionScope(cluster, { ...flags, all: true })),
  chunkSize: Math.max(0, flags.chunkSize),
});

async function describeByPrefix(given: Given, error: unknown): Promise<void> {
  const [type = "", prefix = ""] = given.args;
  if (type.includes(",")) throw new CliError("you may only specify a single resource type");
  const { subjects, errors } = await ofWords(given, [type]);
  if (errors.length > 0) throw errors[0];
  const named = await Promise.all(subjects.map(async (one) => ({ one, name: nameOf(await one.object()) })));
  const found = named.filter(({ name }) => name.startsWith(prefix)).map(({ one }) => one);
  if (found.length === 0) throw error;
  const [untold] = await show(given, found, { isSingle: false, between: "\n" });
  if (untold) throw untold;
  given.world.streams.stdout.write("\n");
}

interface Manner {
  readonly isSingle: boolean;
  readonly between: string;
}

/** Prints what is told of each; gives what failed, the same failure once. */
async function show(given: Given, subjects: readonly Subject[], { isSingle, between }: Manner): Promise<unknown[]> {
  const { flags, changed, globals, world } = given;
  const out = world.streams.stdout;
  const around = surroundings(given, subjects, changed.has("showEvents") ? flags.showEvents : isSingle);
  const color = await paint(out, world.env, globals.color);
  const tell = async ({ resource, object }: Subject) => (await describerOf(resource))(await object(), around);
  const failures = new Map<string, unknown>();
  let isFirst = true;
  for await (const outcome of inOrder(subjects, tell)) {
    if ("error" in outcome) {
      const { error } = outcome;
      failures.set(error instanceof Error ? error.message : String(error), error);
      continue;
    }
    out.write((isFirst ? "" : between) + colored(describedText(outcome.value, out.isTerminal), color));
    await out.flush();
    isFirst = false;
  }
  return [...failures.values()];
}

async function tellNothing({ cluster, flags, world }: Given): Promise<void> {
  const { name } = await cluster.namespace();
  const where = flags.allNamespaces ? "" : ` in ${name} namespace.`;
  world.streams.stderr.write(`No resources found${where}\n`);
}
