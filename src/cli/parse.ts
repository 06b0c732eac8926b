import { UsageError } from "../core/errors.ts";
import { readWords } from "./argv.ts";
import type { FlagTable, NamedFlag } from "./flag-table.ts";
import { parseValue } from "./values.ts";

export interface Parsed {
  readonly args: readonly string[];
  readonly dash: number;
  /** Every flag's value by its declared key, defaults included. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly changed: ReadonlySet<string>;
  readonly help: boolean;
  /** pflag's notices for deprecated flags that were given. */
  readonly notices: readonly string[];
  /** The line behind the command's words as --record writes it down: flags in full, credentials left out. */
  readonly line: string;
}

/**
 * Parses a command's words: pflag's grammar is rewritten to `--key=value`, which commander collects into values.
 * Throws UsageError with the line that points to the command's help page.
 */
export async function parse(
  words: readonly string[],
  flags: FlagTable,
  path: readonly string[],
  defaults: readonly NamedDefault[] = [],
): Promise<Parsed> {
  const read = withHint(path, () => readWords(words, flags));
  const changed = new Set(read.given.map((given) => given.key));
  const extra = defaults.filter((one) => !changed.has(one.key));
  const tokens = [...extra, ...read.given].map((given) => `--${given.key}=${given.text}`);
  const values = await collect(tokens, flags.all);
  return {
    args: read.args,
    dash: read.dash,
    values,
    changed: new Set([...changed, ...extra.map((one) => one.key)]),
    help: read.given.findLast((given) => given.key === "help")?.text === "true",
    line: [...read.args, ...read.given.map(spelled)].join(" "),
    notices: read.given.flatMap(({ name, flag }) =>
      flag.deprecated ? [`Flag --${name} has been deprecated, ${flag.deprecated}`] : [],
    ),
  };
}

const spelled = ({ name, text }: { readonly name: string; readonly text: string }): string =>
  `--${name}=${["token", "password"].includes(name) ? "CLASSIFIED" : text}`;

/** A value that stands in for a flag that was not given (kuberc). */
export interface NamedDefault extends NamedFlag {
  readonly text: string;
}

function withHint<T>(path: readonly string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message, `See '${path.join(" ")} --help' for usage.`);
  }
}

async function collect(tokens: readonly string[], flags: readonly NamedFlag[]): Promise<Record<string, unknown>> {
  const defaults = Object.fromEntries(flags.map(({ key, flag }) => [key, flag.default]));
  if (tokens.length === 0) return defaults;
  const { Command, Option } = await import("commander");
  const program = new Command().helpOption(false).exitOverride().allowExcessArguments();
  const given = new Set(tokens.map((token) => token.slice(2, token.indexOf("="))));
  // Only what was given: making commander's options costs more than everything else here.
  for (const { key, flag } of flags.filter((one) => given.has(one.key))) {
    // The declared key is the option's name here: commander would read `--no-headers` as a negation.
    const option = new Option(`--${key} <value>`).default(flag.default);
    program.addOption(option.argParser((text, earlier) => add(flag, text, earlier)));
  }
  program.addOption(new Option("--help <value>"));
  return { ...defaults, ...program.parse([...tokens], { from: "user" }).opts() };
}

/** The first value of a repeatable flag replaces its default, later ones are appended. */
function add(flag: NamedFlag["flag"], text: string, earlier: unknown): unknown {
  const value = parseValue(flag, text);
  const first = earlier === flag.default;
  if (flag.kind === "map") return new Map([...(first ? [] : (earlier as Map<string, string>)), ...(value as [])]);
  return Array.isArray(value) && !first ? [...(earlier as unknown[]), ...value] : value;
}
