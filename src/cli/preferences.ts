import { goQuote } from "../core/json/go-quote.ts";
import type { World } from "../core/world.ts";
import { globalFlags } from "../kubeconfig/flags.ts";
import { kubercPlace, loadKuberc, preferenceError } from "../kubeconfig/kuberc.ts";
import type { Alias, Kuberc } from "../kubeconfig/kuberc-schema.ts";
import type { Entry } from "./command.ts";
import { find, route } from "./route.ts";

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
  if (kuberc) refuseInvalid(kuberc);
  const at = argv.findIndex((word) => !word.startsWith("-"));
  const alias = kuberc?.aliases.find(({ name }) => name === argv[at]);
  if (!alias || !(await isUnknown(root, argv))) return { argv, kuberc, alias: undefined };
  if (find(root, alias.name)) {
    const text = `Warning: Setting alias ${goQuote(alias.name)} to a built-in command is not supported\n`;
    world.streams.stderr.write(text);
    return { argv, kuberc, alias: undefined };
  }
  const words = fields(alias.command);
  if (!commandPath(root, words)) {
    throw preferenceError(
      `command ${goQuote(alias.command)} not found to set alias ${goQuote(alias.name)}: [${words.join(" ")}]`,
    );
  }
  const replaced = [...argv.slice(0, at), ...words, ...alias.prependArgs, ...argv.slice(at + 1), ...alias.appendArgs];
  return { argv: replaced, kuberc, alias };
}

/** Whether cobra finds no command for the words, whatever their flags. */
async function isUnknown(root: Entry, argv: readonly string[]): Promise<boolean> {
  const found = await route(root, "", argv, globalFlags);
  return found.entry === root && found.unknown !== undefined;
}

const fields = (command: string): string[] => command.split(/\s+/).filter((word) => word !== "");

/** The full names of the command that the words mean; undefined when the first is unknown. */
export function commandPath(root: Entry, words: readonly string[]): readonly string[] | undefined {
  const path: string[] = [];
  let entry = root;
  for (const word of words) {
    const next = find(entry, word);
    if (!next) return path.length > 0 ? path : undefined;
    path.push(next[0]);
    entry = next[1];
  }
  return path;
}

/** What kubectl checks of every kuberc, used or not. */
function refuseInvalid({ aliases, defaults }: Kuberc): void {
  const seen = new Set<string>();
  const checkNames = (options: Alias["options"]) => {
    const dashed = options.find(({ name }) => name.startsWith("-"));
    if (dashed) throw preferenceError(`flag name ${dashed.name} should be in long form without dashes`);
  };
  for (const { name, options } of aliases) {
    if (!/^[a-zA-Z]+$/.test(name)) {
      throw preferenceError("invalid alias name, can only include alphabetical characters");
    }
    checkNames(options);
    if (seen.has(name)) throw preferenceError(`duplicate alias name ${name}`);
    seen.add(name);
  }
  for (const { options } of defaults) checkNames(options);
}

/** The value of --kuberc among the words; undefined when it is not there. */
function explicitFile(argv: readonly string[]): string | undefined {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  const at = words.findIndex((word) => word === "--kuberc" || word.startsWith("--kuberc="));
  if (at < 0) return undefined;
  const word = words[at] as string;
  return word.includes("=") ? word.slice("--kuberc=".length) : words[at + 1];
}
