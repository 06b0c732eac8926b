import { createCluster } from "../client/cluster.ts";
import { CliError, UsageError } from "../core/errors.ts";
import type { Flags } from "../core/flags.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { World } from "../core/world.ts";
import { globalFlags } from "../kubeconfig/flags.ts";
import type { Command, Entry, Invocation } from "./command.ts";
import { availableFlags, flagTable } from "./flag-table.ts";
import { checkGlobals, globalValues } from "./globals.ts";
import { helpPage } from "./help.ts";
import { type Parsed, parse } from "./parse.ts";
import { findPlugin, runPlugin } from "./plugins.ts";
import { defaultsFor } from "./preference-defaults.ts";
import { applyPreferences } from "./preferences.ts";
import { report } from "./report.ts";
import { type Route, route } from "./route.ts";
import { suggest } from "./suggest.ts";

/** Runs one command line from its words to its exit code; every failure is reported, none is thrown. */
export async function run(root: Entry, argv: readonly string[], world: World): Promise<number> {
  try {
    if (argv[0] === "__complete" || argv[0] === "__completeNoDesc") {
      const { complete } = await import("./complete.ts");
      return await complete(root, argv.slice(1), world, argv[0] === "__complete");
    }
    return await perform(root, argv, world);
  } catch (error) {
    return report(error, world, verbosityOf(argv));
  } finally {
    await world.streams.stdout.flush();
  }
}

async function perform(root: Entry, argv: readonly string[], world: World): Promise<number> {
  const preferences = await applyPreferences(root, argv, world);
  const found = await route(root, world.name, preferences.argv, globalFlags);
  const outside = await unknownCommand(found, root, preferences.argv, world);
  if (outside !== undefined) return outside;
  const command = found.command && { ...found.command, flags: availableFlags(found.command.flags, world.env) };
  const flags = flagTable(command?.flags ?? {}, globalFlags);
  // Messages speak of an alias by its own name.
  const path = preferences.alias ? [world.name, preferences.alias.name] : found.path;
  const defaults = defaultsFor(preferences, { root, path: found.path, flags }, world);
  const parsed = await parse(found.rest, flags, path, defaults).catch((error) => {
    throw refusal(error, command, path);
  });
  for (const notice of parsed.notices) world.streams.stderr.write(`${notice}\n`);
  const page = () => helpPage({ path, entry: found.entry, command });
  const given = invocation(
    { ...found, path, typed: preferences.alias ? path : found.typed },
    parsed,
    page,
    root,
    world,
  );
  if (!parsed.help) checkGlobals(given);
  if (parsed.help || found.path.length === 1) {
    world.streams.stdout.write(page());
    return 0;
  }
  if (!command) return groupAlone(found, parsed, page(), world);
  return await invoke(command, given);
}

/** Commands with an exit code of their own for failures say so of bad flags, too, with another hint. */
function refusal(error: unknown, command: Command | undefined, path: readonly string[]): unknown {
  if (!(error instanceof UsageError) || command?.failureCode === undefined) return error;
  return new UsageError(error.message, `See '${path.join(" ")} -h' for help and examples`, command.failureCode);
}

function invocation(found: Route, parsed: Parsed, help: () => string, root: Entry, world: World): Invocation<Flags> {
  const globals = globalValues(parsed.values, found.command?.flags ?? {});
  const cluster = createCluster(globals, world);
  const { args, dash, changed, line } = parsed;
  return {
    args,
    dash,
    changed,
    commandLine: [...found.typed, line].filter(Boolean).join(" "),
    flags: parsed.values,
    globals,
    cluster,
    world,
    path: found.path,
    help,
    root,
  };
}

async function invoke(command: Command, given: Invocation<Flags>): Promise<number> {
  const { world, cluster } = given;
  try {
    missingFlags(command, given);
    command.check?.(given);
    const code = (await command.run(given)) ?? 0;
    cluster.finish();
    return code;
  } catch (error) {
    return Math.max(report(error, world, given.globals.v), command.failureCode ?? 1);
  } finally {
    await cluster.close();
  }
}

function missingFlags(command: Command, given: Invocation<Flags>): void {
  const names = flagTable(command.flags, {})
    .all.filter(({ key, flag }) => flag.required && !given.changed.has(key))
    .map(({ name }) => `"${name}"`);
  if (names.length > 0) throw new CliError(`required flag(s) ${names.join(", ")} not set`);
}

/** A group that stands alone prints its help; a word it does not know is an error. Exit code 1 both times. */
function groupAlone(found: Route, parsed: Parsed, page: string, world: World): number {
  const words = found.path.join(" ");
  const { helpTo = "stderr", alwaysHelps = false } = found.entry.group ?? {};
  if (parsed.args.length > 0 && !alwaysHelps) {
    throw new UsageError(
      `unknown command ${goQuote(parsed.args.join(" "))}`,
      `See '${words} -h' for help and examples`,
    );
  }
  world.streams[helpTo].write(page);
  return alwaysHelps ? 0 : 1;
}

/** Deals with a first word that no command has: a plugin runs, else kubectl's error with its suggestions. */
async function unknownCommand(
  found: Route,
  root: Entry,
  argv: readonly string[],
  world: World,
): Promise<number | undefined> {
  const { entry, unknown } = found;
  if (entry.missing) throw new CliError(`${found.path.join(" ")}: not in this version of ${world.name} yet`);
  if (unknown === undefined || entry !== root) return undefined;
  // kubectl looks for a plugin first, whether there is one or not; `help` among flags is left alone.
  if (argv[0]?.startsWith("-") && argv.find((word) => !word.startsWith("-")) !== "help") {
    throw new CliError(`flags cannot be placed before plugin name: ${argv[0]}`, { prefix: "Error: " });
  }
  const plugin = findPlugin(argv, world);
  if (plugin) return await runPlugin(plugin, world);
  const near = suggest(unknown, suggestable(root));
  const hint = near.length > 0 ? `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join("")}` : "";
  throw new CliError(`unknown command "${unknown}" for "${world.name}"${hint}`);
}

const suggestable = (root: Entry): string[] =>
  Object.entries(root.commands ?? {}).flatMap(([name, entry]) => (entry.hidden ? [] : [name]));

/** The `-v` of words that could not be parsed, good enough to decide whether to show a stack. */
const verbosityOf = (argv: readonly string[]): number =>
  Number(argv.map((word) => /^(?:-v|--v)=?(\d+)$/.exec(word)?.[1]).find((level) => level !== undefined) ?? 0);
