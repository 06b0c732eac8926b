import { goQuote } from "../core/json/go-quote.ts";
import type { World } from "../core/world.ts";
import { preferenceError } from "../kubeconfig/kuberc.ts";
import type { Option } from "../kubeconfig/kuberc-schema.ts";
import { checkValue } from "./argv.ts";
import type { Entry } from "./command.ts";
import type { FlagTable, NamedFlag } from "./flag-table.ts";
import type { NamedDefault } from "./parse.ts";
import { commandPath, type Preferences } from "./preferences.ts";

/** What the command line was found to mean. */
export interface Meaning {
  readonly root: Entry;
  /** The program's name and the command words: ["kubectl", "config", "view"]. */
  readonly path: readonly string[];
  readonly flags: FlagTable;
}

/**
 * The values for flags that are not given: an alias's options, or the defaults of the command. As in kubectl commands are
 * told apart by their last word only, and defaults for unknown commands are warned about. Throws kubectl's errors.
 */
export function defaultsFor({ argv, kuberc, alias }: Preferences, meaning: Meaning, world: World): NamedDefault[] {
  const { root, path, flags } = meaning;
  const chosen = alias
    ? readOptions(alias.options, argv, flags, {
        unknown: (name) => `invalid alias flag ${name} in alias ${world.name}`,
        bad: (value, name) => `could not apply value ${value} to flag ${name} in alias ${world.name} err: `,
      })
    : [];
  for (const { command, options } of kuberc?.defaults ?? []) {
    const words = command.split(/\s+/).filter((word) => word !== "");
    const own = alias && words[0] === alias.name ? [alias.name] : commandPath(root, words);
    if (!own) {
      world.streams.stderr.write(`Warning: command ${goQuote(command)} not found to set kuberc override\n`);
      continue;
    }
    const name = alias ? alias.name : path.at(-1);
    if ((own.at(-1) ?? path[0]) !== name) continue;
    if (alias) throw preferenceError(`alias ${name} can not be overridden`);
    chosen.push(
      ...readOptions(options, argv, flags, {
        unknown: (flag) => `invalid flag ${flag} for command ${command}`,
        bad: (value, flag) => `could not apply override value ${value} to flag ${flag} in command ${command} err: `,
      }),
    );
  }
  return chosen;
}

interface Complaints {
  unknown(name: string): string;
  bad(value: string, name: string): string;
}

function readOptions(
  options: readonly Option[],
  argv: readonly string[],
  flags: FlagTable,
  complaints: Complaints,
): NamedDefault[] {
  return options.flatMap(({ name, value }) => {
    const found = flags.long(name);
    if (!found || name === "help") throw preferenceError(complaints.unknown(name));
    if (isGiven(found, argv)) return [];
    try {
      checkValue(found, value);
    } catch (error) {
      throw preferenceError(complaints.bad(value, name) + (error as Error).message);
    }
    return [{ ...found, text: value }];
  });
}

/** kubectl looks for the flag's text among the words before anything is parsed. */
const isGiven = ({ name, flag: { shorthand } }: NamedFlag, argv: readonly string[]): boolean =>
  argv.some((word) => {
    if (word === `--${name}` || word.startsWith(`--${name}=`)) return true;
    if (!shorthand) return false;
    return word.startsWith(`-${shorthand}`) || (/^-[a-zA-Z]+$/.test(word) && word.includes(shorthand));
  });
