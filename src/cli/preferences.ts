import { flagName } from "../core/flags.ts";
import type { World } from "../core/world.ts";
import { kubercPlace, loadKuberc, preferenceError } from "../kubeconfig/kuberc.ts";
import type { Alias, Kuberc, Option } from "../kubeconfig/kuberc-schema.ts";
import type { Entry } from "./command.ts";
import type { FlagTable } from "./flag-table.ts";
import type { NamedDefault } from "./parse.ts";
import { find } from "./route.ts";

/** The words with aliases replaced, and what stands in for flags that are not given. */
export interface Preferences {
  readonly argv: readonly string[];
  readonly kuberc: Kuberc | undefined;
  readonly alias: Alias | undefined;
}

/**
 * Applies the user's kuberc (KEP-3104) to a command line: an alias is replaced by its command with its arguments in
 * front and behind. An alias never hides a command. Throws kubectl's errors.
 */
export async function applyPreferences(root: Entry, argv: readonly string[], world: World): Promise<Preferences> {
  const explicit = explicitFile(argv);
  if (explicit === "" && kubercPlace("", world)) throw preferenceError("kuberc file is not found");
  const kuberc = await loadKuberc(explicit ?? "", world);
  const at = argv.findIndex((word) => !word.startsWith("-"));
  const alias = kuberc?.aliases.find(({ name }) => name === argv[at]);
  if (!alias || at < 0 || find(root, alias.name) || !isKnown(root, alias.command))
    return { argv, kuberc, alias: undefined };
  const words = alias.command.split(" ").filter((word) => word !== "");
  const replaced = [...argv.slice(0, at), ...words, ...alias.prependArgs, ...argv.slice(at + 1), ...alias.appendArgs];
  return { argv: replaced, kuberc, alias };
}

const isKnown = (root: Entry, command: string): boolean => {
  let entry: Entry | undefined = root;
  for (const word of command.split(" ").filter((one) => one !== "")) entry = entry && find(entry, word)?.[1];
  return entry !== undefined && entry !== root;
};

/** The value of --kuberc among the words; undefined when it is not there. */
function explicitFile(argv: readonly string[]): string | undefined {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  const at = words.findIndex((word) => word === "--kuberc" || word.startsWith("--kuberc="));
  if (at < 0) return undefined;
  const word = words[at] as string;
  return word.includes("=") ? word.slice("--kuberc=".length) : words[at + 1];
}

/** The values for flags that are not given: an alias's options, or the defaults of the command. */
export function defaultsFor(
  { kuberc, alias }: Preferences,
  path: readonly string[],
  flags: FlagTable,
): readonly NamedDefault[] {
  const command = path.slice(1).join(" ");
  const options = alias ? alias.options : (kuberc?.defaults.find((one) => one.command === command)?.options ?? []);
  return options.flatMap((option) => named(option, flags));
}

function named({ name, value }: Option, flags: FlagTable): NamedDefault[] {
  const found = flags.all.find((one) => one.name === name || flagName(one.key) === name);
  return found ? [{ ...found, text: value }] : [];
}
