import type { Invocation } from "../../cli/command.ts";
import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { describerOf } from "../../describe/kinds.ts";
import { describedText } from "../../describe/text.ts";
import { throwTogether } from "../../resources/failures.ts";
import { hasFiles } from "../../resources/files.ts";
import { type Failure, type Item, type Selection, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import type { DescribeFlags } from "./describe.ts";
import { surroundings } from "./surroundings.ts";

export type Given = Invocation<DescribeFlags>;

/** Describes what was asked for; what fails is told at the end, and the rest goes on. */
export async function describeObjects(given: Given): Promise<void> {
  const { args, flags } = given;
  const { entries } = await select(given, args);
  const failures = entries.filter((one): one is Failure => "error" in one);
  const items = entries.filter((one): one is Item => !("error" in one));
  const [first] = failures;
  // One name that nothing has: kubectl takes it for the beginning of names.
  if (args.length === 2 && !hasFiles(flags) && first && failures.length === 1 && isNotFound(first.error)) {
    return await describeByPrefix(given, first.error);
  }
  await show(given, items, { isSingle: entries.length === 1, between: "\n\n" });
  if (entries.length === 0) await tellNothing(given);
  throwTogether([], failures);
}

async function select({ cluster, flags, world }: Given, args: readonly string[]): Promise<Selection> {
  const scope = await selectionScope(cluster, { ...flags, all: true });
  const chunkSize = Math.max(0, flags.chunkSize);
  return await selectObjects(cluster, { ...scope, args, files: flags, chunkSize }, world);
}

async function describeByPrefix(given: Given, error: unknown): Promise<void> {
  const [type = "", prefix = ""] = given.args;
  if (type.includes(",")) throw new CliError("you may only specify a single resource type");
  const { entries } = await select(given, [type]);
  const failed = entries.find((one): one is Failure => "error" in one);
  if (failed) throw failed.error;
  const items = entries.filter((one): one is Item => "object" in one && one.name.startsWith(prefix));
  if (items.length === 0) throw error;
  await show(given, items, { isSingle: false, between: "\n" });
  given.world.streams.stdout.write("\n");
}

interface Manner {
  readonly isSingle: boolean;
  readonly between: string;
}

async function show(given: Given, items: readonly Item[], { isSingle, between }: Manner): Promise<void> {
  const { flags, changed, world } = given;
  const out = world.streams.stdout;
  const wantsEvents = changed.has("showEvents") ? flags.showEvents : isSingle;
  const around = surroundings(given, items, wantsEvents);
  for (const [at, item] of items.entries()) {
    const describe = await describerOf(item.resource);
    const lines = await describe(item.object, around);
    out.write((at === 0 ? "" : between) + describedText(lines, out.isTerminal));
  }
}

async function tellNothing({ cluster, flags, world }: Given): Promise<void> {
  const { name } = await cluster.namespace();
  const where = flags.allNamespaces ? "" : ` in ${name} namespace.`;
  world.streams.stderr.write(`No resources found${where}\n`);
}
