import type { Cluster } from "../client/cluster.ts";
import type { Completion } from "../core/completion.ts";
import type { Flags, FlagValues } from "../core/flags.ts";
import type { World } from "../core/world.ts";
import type { GlobalFlags } from "../kubeconfig/flags.ts";

/** What a command is handed once its words are understood. */
export interface Invocation<F extends Flags> {
  /** The words that are no flags, in order. */
  readonly args: readonly string[];
  /** How many of `args` stand before a `--`; -1 when there was none. */
  readonly dash: number;
  readonly flags: FlagValues<F>;
  /** The whole line as --record writes it down. */
  readonly commandLine: string;
  /** The keys of the flags that were given on the command line (or by kuberc defaults). */
  readonly changed: ReadonlySet<string>;
  readonly globals: FlagValues<GlobalFlags>;
  readonly cluster: Cluster;
  readonly world: World;
  /** The program's name and the command words: ["kctl", "config", "view"]. */
  readonly path: readonly string[];
  /** The command's help page. */
  help(): string;
  /** The whole command tree, for commands that speak about others. */
  readonly root: Entry;
}

/** A command as data: help, parsing, completion and checks are all derived from it. */
export interface Command<F extends Flags = Flags> {
  /** What follows the command's name on the usage line, kubectl's own words. */
  readonly usage: string;
  /** What it does, in our own words. */
  readonly about: string;
  /** Example lines as shown, without common indentation. */
  readonly examples?: string;
  readonly flags: F;
  /** The exit code of failures where 1 says something else (diff: that there are differences). */
  readonly failureCode?: number;
  /** Refuses bad words before anything is opened; throws UsageError or CliError. */
  check?(given: Invocation<F>): void;
  /** Does the work; a number is the exit code (0 when nothing is returned). */
  run(given: Invocation<F>): Promise<number> | Promise<void>;
  /** Words that could stand next (completion of arguments). */
  complete?(given: Invocation<F>, word: string): Promise<Completion>;
  /** Values that could stand behind a flag (its key); undefined leaves it to the flag itself. */
  completeFlag?(given: Invocation<F>, key: string, word: string): Promise<Completion | undefined>;
}

/** Declares a command; only here so that a misspelt flag in `run` is a type error. */
export const defineCommand = <F extends Flags>(command: Command<F>): Command<F> => command;

/** An entry of the table of contents: a command to load when needed, a group of entries, or both. */
export interface Entry {
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly hidden?: boolean;
  /** Heading of the main help page it stands under. */
  readonly section?: string;
  readonly load?: () => Promise<{ readonly default: unknown }>;
  readonly commands?: Readonly<Record<string, Entry>>;
  /** For a group without a command of its own: its usage words, and where its help goes when it stands alone. */
  readonly group?: Group;
  /** A command of kubectl that this version does not carry yet: known by name only. */
  readonly missing?: boolean;
}

export interface Group {
  readonly usage: string;
  readonly about?: string;
  readonly helpTo?: "stdout" | "stderr";
  /** Answers any words with its help, and with exit code 0 (as `certificate` does). */
  readonly alwaysHelps?: boolean;
}
