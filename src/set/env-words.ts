import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { JsonObject } from "../core/object.ts";

/** Whether a word of `set env` sets a variable, removes one, or asks for those on standard input. */
export const isEnvWord = (word: string): boolean => word.indexOf("=") > 0 || word.endsWith("-");

/** Tells TYPE/NAME words from KEY=VALUE and KEY- words; throws kubectl's error where they are mixed. */
export function splitEnvWords(args: readonly string[]): { resources: readonly string[]; changes: readonly string[] } {
  const first = args.findIndex(isEnvWord);
  if (first < 0) return { resources: args, changes: [] };
  const changes = args.slice(first);
  if (!changes.every(isEnvWord)) {
    throw new CliError(`all resources must be specified before environment changes: ${args.join(" ")}`);
  }
  return { resources: args.slice(0, first), changes };
}

/** Environment variables to set, as a container holds them, and the names of those to remove. */
export interface EnvChange {
  readonly variables: readonly JsonObject[];
  readonly removals: readonly string[];
}

/** Reads KEY=VALUE, KEY- and "-", which stands for the lines of standard input; throws kubectl's errors. */
export function readEnvWords(words: readonly string[], input: string): EnvChange {
  const variables: JsonObject[] = [];
  const removals: string[] = [];
  const set = new Set<string>();
  let rest = input;
  for (const word of words) {
    const at = word.indexOf("=");
    if (word === "-") {
      variables.push(...linesOf(rest));
      rest = "";
    } else if (at >= 0) {
      const name = checkedName(word.slice(0, at));
      set.add(name);
      variables.push(variable(name, word.slice(at + 1)));
    } else if (word.endsWith("-")) removals.push(word.slice(0, -1));
    else throw new CliError(`unknown environment variable: ${word}`);
  }
  if (removals.some((name) => set.has(name))) {
    throw new CliError("can not both modify and remove the same environment variable in the same command");
  }
  return { variables, removals };
}

/** An empty value is left out, as Kubernetes does. */
const variable = (name: string, value: string): JsonObject => (value === "" ? { name } : { name, value });

/** As kubectl: lines without an equal sign and those that begin with # are passed over, and nothing is trimmed. */
const linesOf = (text: string): JsonObject[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.includes("=") && !line.startsWith("#"))
    .map((line) => variable(line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)));

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const NAME_WORDS =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

function checkedName(name: string): string {
  const problem = nameProblem(name);
  if (problem) throw new CliError(`${goQuote(name)} is not a valid key name: ${problem}`);
  return name;
}

function nameProblem(name: string): string | undefined {
  if (!NAME.test(name)) return NAME_WORDS;
  if (name === "." || name === "..") return `must not be '${name}'`;
  return name.startsWith("..") ? "must not start with '..'" : undefined;
}
