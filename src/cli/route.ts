import type { Flags } from "../core/flags.ts";
import type { Command, Entry } from "./command.ts";
import { bareValue, type FlagTable, flagTable } from "./flag-table.ts";

export interface Route {
  /** The program's name and the command words found: ["kctl", "config", "view"]. */
  readonly path: readonly string[];
  /** The same as the user typed it, aliases included. */
  readonly typed: readonly string[];
  readonly entry: Entry;
  /** Loaded when the command has to be known to step over its flags, or at the end of the way. */
  readonly command: Command | undefined;
  /** All words but the command words, flags in their places. */
  readonly rest: readonly string[];
  /** The first word that is neither flag nor command; set where a command was expected. */
  readonly unknown: string | undefined;
}

/** Finds the command that the words name, stepping over flags and their values as cobra does. */
export async function route(root: Entry, program: string, words: readonly string[], globals: Flags): Promise<Route> {
  let entry = root;
  const path = [program];
  const typed = [program];
  let rest = [...words];
  for (;;) {
    const command = (await entry.load?.())?.default as Command | undefined;
    const at = firstWord(rest, flagTable(command?.flags ?? {}, globals));
    const word = at < 0 ? undefined : rest[at];
    const next = word === undefined ? undefined : find(entry, word);
    if (!next) return { path, typed, entry, command, rest, unknown: word };
    path.push(next[0]);
    typed.push(word as string);
    entry = next[1];
    rest = rest.toSpliced(at, 1);
  }
}

/** The entry of that name or alias below a group. */
export function find(entry: Entry, word: string): readonly [string, Entry] | undefined {
  const commands = Object.entries(entry.commands ?? {});
  return commands.find(([name, below]) => name === word || below.aliases?.includes(word));
}

/** Index of the first word that is no flag and no flag's value; -1 when there is none before `--`. */
function firstWord(words: readonly string[], flags: FlagTable): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === "--") return -1;
    if (!word.startsWith("-")) {
      if (word !== "") return at;
    } else if (takesNext(word, flags)) {
      // As cobra: a flag before the last word hides it, even an unknown flag.
      if (at + 2 >= words.length) return -1;
      at++;
    }
  }
  return -1;
}

function takesNext(word: string, flags: FlagTable): boolean {
  if (word.includes("=")) return false;
  const isLong = word.startsWith("--");
  // cobra counts bytes: a letter beyond ASCII never takes a word along.
  if (!isLong && (word.length !== 2 || word > "-\x7f")) return false;
  // `--help` is not declared yet when cobra looks for the command, so it takes a word along.
  const found = isLong ? flags.long(word.slice(2)) : flags.short(word.slice(1));
  if (!found || found.key === "help") return true;
  return bareValue(found.flag) === undefined;
}
