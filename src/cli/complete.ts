import { createCluster } from "../client/cluster.ts";
import type { Completion } from "../core/completion.ts";
import type { Flag, FlagSource, Flags } from "../core/flags.ts";
import type { World } from "../core/world.ts";
import { globalFlags } from "../kubeconfig/flags.ts";
import type { Entry, Invocation } from "./command.ts";
import { bareValue, type FlagTable, flagTable, type NamedFlag } from "./flag-table.ts";
import { globalValues } from "./globals.ts";
import { parse } from "./parse.ts";
import { type Route, route } from "./route.ts";

const DEFAULT = 0;
const NO_FILES = 4;
const FILTER_EXTENSIONS = 8;
/** A dead cluster must not hang the shell. */
const PATIENCE = 900;

const DIRECTIVES: readonly [number, string][] = [
  [1, "ShellCompDirectiveError"],
  [2, "ShellCompDirectiveNoSpace"],
  [4, "ShellCompDirectiveNoFileComp"],
  [8, "ShellCompDirectiveFilterFileExt"],
  [16, "ShellCompDirectiveFilterDirs"],
];

/**
 * cobra's completion protocol: the words that could stand at the cursor (the last argument), one a line, with
 * descriptions where wanted, then ":" and a directive. kubectl's own shell scripts read it. Always exit code 0.
 */
export async function complete(
  root: Entry,
  words: readonly string[],
  world: World,
  descriptions: boolean,
): Promise<number> {
  const late = new Promise<Completion>((resolve) => {
    setTimeout(() => resolve({ words: [], directive: DEFAULT }), PATIENCE).unref();
  });
  const found = await Promise.race([candidates(root, words, world).catch(() => NOTHING), late]);
  const lines = descriptions ? found.words : found.words.map((word) => word.split("\t")[0] as string);
  world.streams.stdout.write(`${[...lines, `:${found.directive}`].join("\n")}\n`);
  const names = DIRECTIVES.filter(([bit]) => found.directive & bit).map(([, name]) => name);
  world.streams.stderr.write(`Completion ended with directive: ${names.join(", ") || "ShellCompDirectiveDefault"}\n`);
  return 0;
}

const NOTHING: Completion = { words: [], directive: DEFAULT };

async function candidates(root: Entry, words: readonly string[], world: World): Promise<Completion> {
  const before = words.slice(0, -1);
  const word = words.at(-1) ?? "";
  const found = await route(root, world.name, before, globalFlags);
  if (found.entry === root && found.unknown !== undefined) return NOTHING;
  const flags = flagTable(found.command?.flags ?? {}, globalFlags);
  const value = flagAtCursor(found.rest, word, flags);
  if (value) return await valuesOf(value, found, flags, root, world);
  const missing = await missingFlags(found, word, flags);
  if (word.startsWith("-") && !found.rest.includes("--")) {
    return { words: missing.length > 0 ? missing : flagWords(word, flags), directive: NO_FILES };
  }
  const { words: others, directive } = await argumentWords(found, word, flags, root, world);
  return { words: [...missing, ...others], directive };
}

/** A command may know the values of a flag better than the flag itself. */
async function valuesOf(
  { named, word, before }: ValueAtCursor,
  found: Route,
  flags: FlagTable,
  root: Entry,
  world: World,
): Promise<Completion> {
  if (!found.command?.completeFlag) return await flagValues(named.flag, word, found, world);
  const given = await invocation({ ...found, rest: before }, flags, root, world);
  const own = found.command.completeFlag(given, named.key, word);
  return (
    (await own.catch(() => ({ words: [], directive: NO_FILES })).finally(() => given.cluster.close())) ??
    (await flagValues(named.flag, word, found, world))
  );
}

/** Flags that the command cannot do without and that are not there yet: they are offered first. */
async function missingFlags({ rest, path }: Route, word: string, flags: FlagTable): Promise<string[]> {
  const required = flags.all.filter(({ flag }) => flag.required);
  if (required.length === 0) return [];
  const { changed } = await parse(rest, flags, path);
  return required.filter(({ key }) => !changed.has(key)).flatMap((named) => spellings(named, word));
}

async function argumentWords(
  found: Route,
  word: string,
  flags: FlagTable,
  root: Entry,
  world: World,
): Promise<Completion> {
  const given = await invocation(found, flags, root, world);
  const commands = given.args.length === 0 ? subcommands(found.entry, word) : [];
  const more = await found.command
    ?.complete?.(given, word)
    .catch(() => ({ words: [], directive: NO_FILES }))
    .finally(() => given.cluster.close());
  if (commands.length > 0 || more) {
    return { words: [...commands, ...(more?.words ?? [])], directive: more?.directive ?? NO_FILES };
  }
  return found.entry.commands ? { words: [], directive: NO_FILES } : NOTHING;
}

async function invocation(found: Route, flags: FlagTable, root: Entry, world: World): Promise<Invocation<Flags>> {
  const parsed = await parse(found.rest, flags, found.path);
  const globals = globalValues(parsed.values, found.command?.flags ?? {});
  const quiet: World = { ...world, streams: { ...world.streams, stderr: { ...world.streams.stderr, write() {} } } };
  return {
    args: parsed.args,
    dash: parsed.dash,
    flags: parsed.values,
    commandLine: "",
    changed: parsed.changed,
    globals,
    cluster: createCluster(globals, quiet),
    world: quiet,
    path: found.path,
    help: () => "",
    root,
  };
}

/** Sub-commands that begin with the word, in alphabetical order, each with its summary. */
export const subcommands = (entry: Entry, word: string): string[] =>
  Object.entries(entry.commands ?? {})
    .filter(
      ([name, below]) =>
        name.startsWith(word) && !below.missing && (!below.hidden || name === "help" || name === "options"),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { summary }]) => `${name}\t${summary}`);

/** The flag whose value the cursor stands in: `--flag=wo`, or the word after `--flag`. */
interface ValueAtCursor {
  readonly named: NamedFlag;
  readonly word: string;
  /** The words of the command without this flag. */
  readonly before: readonly string[];
}

function flagAtCursor(rest: readonly string[], word: string, flags: FlagTable): ValueAtCursor | undefined {
  const attached = /^--([^=]+)=(.*)$/s.exec(word);
  if (attached) {
    const found = flags.long(attached[1] as string);
    return found && { named: found, word: attached[2] as string, before: rest };
  }
  const last = rest.at(-1) ?? "";
  const found = last.startsWith("--")
    ? flags.long(last.slice(2))
    : /^-[A-Za-z]+$/.test(last)
      ? flags.short(last.at(-1) as string)
      : undefined;
  if (!found || last.includes("=") || bareValue(found.flag) !== undefined) return undefined;
  return { named: found, word, before: rest.slice(0, -1) };
}

const flagWords = (word: string, flags: FlagTable): string[] =>
  flags.all
    .filter(({ flag }) => !flag.hidden && !flag.deprecated)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((named) => spellings(named, word));

function spellings({ name, flag }: NamedFlag, word: string): string[] {
  const needsValue = flag.kind === "string" || flag.kind === "strings";
  const long = `--${name}`.startsWith(word)
    ? [`--${name}${needsValue && word === `--${name}=` ? "=" : ""}\t${flag.usage}`]
    : [];
  const short =
    flag.shorthand && `-${flag.shorthand}`.startsWith(word) && word !== "--"
      ? [`-${flag.shorthand}\t${flag.usage}`]
      : [];
  return [...long, ...short];
}

async function flagValues(flag: Flag, word: string, found: Route, world: World): Promise<Completion> {
  const { complete: source } = flag;
  if (source === undefined) return NOTHING;
  if (typeof source === "string") {
    const words = await sourceWords(source, found, world);
    return { words: words.filter((one) => one.startsWith(word)).sort(), directive: NO_FILES };
  }
  if (flag.kind === "strings") return { words: [...source].sort(), directive: FILTER_EXTENSIONS };
  return { words: source.filter((one) => one.startsWith(word)), directive: NO_FILES };
}

async function sourceWords(source: FlagSource, found: Route, world: World): Promise<string[]> {
  const flags = flagTable({}, globalFlags);
  const known = await parse(globalWords(found.rest, flags), flags, found.path);
  const globals = known.values as Invocation<Flags>["globals"];
  if (source === "namespaces") {
    const cluster = createCluster(globals, world);
    const { namespaceNames } = await import("../client/namespaces.ts");
    return await namespaceNames(cluster).finally(() => cluster.close());
  }
  if (source === "files") return [];
  const { entryNames } = await import("../kubeconfig/names.ts");
  return await entryNames(source, globals, world);
}

/** The words of global flags among others: enough to find the kubeconfig while the line is still being typed. */
const globalWords = (words: readonly string[], flags: FlagTable): string[] =>
  words.flatMap((word, at) => {
    const name = /^--([^=]+)/.exec(word)?.[1];
    const named = name ? flags.long(name) : undefined;
    if (!named) return [];
    const next = words[at + 1];
    if (word.includes("=") || bareValue(named.flag) !== undefined) return [word];
    return next === undefined ? [] : [`${word}=${next}`];
  });
