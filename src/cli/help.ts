import { formatDuration } from "../core/duration.ts";
import { type Flag, type Flags, flagName } from "../core/flags.ts";
import type { Command, Entry } from "./command.ts";

export interface Page {
  /** The program's name and the command words. */
  readonly path: readonly string[];
  readonly entry: Entry;
  readonly command: Command | undefined;
}

/** The help page of a command or group, in kubectl's layout, ending with a newline. */
export function helpPage({ path, entry, command }: Page): string {
  const program = path[0] as string;
  const words = path.join(" ");
  const named = (text: string) => text.replaceAll("{program}", program);
  const commands = visible(entry);
  const aliases = entry.aliases?.length ? [`Aliases:\n${[path.at(-1), ...entry.aliases].join(", ")}`] : [];
  const examples = command?.examples ? [`Examples:\n${indent(named(command.examples.trim()))}`] : [];
  const options = command ? flagLines(command.flags) : "";
  const own = command?.usage ?? entry.group?.usage ?? "[flags]";
  const usage = [words, own, own.includes("[options]") ? "" : "[options]"].filter(Boolean).join(" ");
  return `${[
    named((command?.about ?? entry.group?.about ?? `${entry.summary}.`).trim()),
    ...aliases,
    ...examples,
    ...commandSections(commands),
    ...(options ? [`Options:\n${options}`] : []),
    `Usage:\n  ${usage}`,
    closing(words, program, commands.length > 0),
  ].join("\n\n")}\n`;
}

const visible = (entry: Entry): [string, Entry][] =>
  Object.entries(entry.commands ?? {}).filter(([, below]) => !below.hidden && !below.missing);

/** The flags every command takes, as the `options` command lists them. */
export const optionsPage = (globals: Flags): string =>
  `The following options can be passed to any command:\n\n${flagLines(globals)}\n`;

function closing(words: string, program: string, isGroup: boolean): string {
  const all = `Use "${program} options" for a list of global command-line options (applies to all commands).`;
  const one = words === program ? `${program} <command>` : `${words} <command>`;
  return isGroup ? `Use "${one} --help" for more information about a given command.\n${all}` : all;
}

/** Lists of commands: under their sections on the main page, under one heading elsewhere. */
function commandSections(commands: readonly [string, Entry][]): string[] {
  const sections = new Map<string, [string, Entry][]>();
  for (const command of commands) {
    const section = command[1].section ?? "Available Commands";
    sections.set(section, [...(sections.get(section) ?? []), command]);
  }
  const width = Math.max(0, ...commands.map(([name]) => name.length));
  return [...sections].map(
    ([section, list]) =>
      `${section}:\n${list.map(([name, { summary }]) => `  ${name.padEnd(width)}   ${summary}`).join("\n")}`,
  );
}

function flagLines(flags: Flags): string {
  const shown = Object.entries(flags).filter(([, flag]) => !flag.hidden && !flag.deprecated);
  const named = shown.map(([key, flag]) => ({ name: flagName(key), flag }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return named.map(({ name, flag }) => `${flagHead(name, flag)}\n\t${flag.usage}`).join("\n\n");
}

const flagHead = (name: string, flag: Flag): string =>
  `    ${flag.shorthand ? `-${flag.shorthand}, ` : ""}--${name}=${flag.shown ?? shownDefault(flag)}:`;

function shownDefault(flag: Flag): string {
  switch (flag.kind) {
    case "string":
    case "optional":
      return `'${flag.default}'`;
    case "duration":
      return formatDuration(flag.default as number);
    case "strings":
    case "string-array":
      return `[${(flag.default as readonly string[]).join(",")}]`;
    case "map":
      return "[]";
    default:
      return String(flag.default);
  }
}

const indent = (text: string): string =>
  text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
