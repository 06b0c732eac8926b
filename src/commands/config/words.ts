import type { Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import type { Flags } from "../../core/flags.ts";
import { type Loaded, loadConfig, placesOf } from "../../kubeconfig/load.ts";
import { byName, type Section } from "../../kubeconfig/model.ts";

type Given = Pick<Invocation<Flags>, "args" | "world" | "help" | "globals">;

/** Exactly so many words, or kubectl's answer: the help page on stdout and an error. */
export function exactly(count: number, { args, world, help }: Given, word = "Unexpected"): void {
  if (args.length === count) return;
  world.streams.stdout.write(help());
  throw new CliError(`${word} args: [${args.join(" ")}]`);
}

/** The one NAME among the words; throws kubectl's error when it is empty. */
export function onlyName(given: Given, empty: string, word = "Unexpected"): string {
  exactly(1, given, word);
  const [name] = given.args;
  if (!name) throw new CliError(empty);
  return name;
}

/** The kubeconfig as the config commands see it: a file of --kubeconfig may be missing. */
export async function readConfig({ globals, world }: Given): Promise<Loaded> {
  const { readFiles } = await import("../../kubeconfig/load.ts");
  return await readFiles(placesOf(globals.kubeconfig, world), world);
}

/** Names under a NAME heading, in order. */
export async function printNames(given: Given, section: Section): Promise<void> {
  const { merged } = await readConfig(given);
  given.world.streams.stdout.write(
    `NAME\n${byName(merged[section])
      .map(([name]) => `${name}\n`)
      .join("")}`,
  );
}

/** Names of a section that begin with the word, for completion. */
export async function completeNames({ globals, world }: Given, section: Section, word: string) {
  const { merged } = await loadConfig(placesOf(globals.kubeconfig, world), world);
  const words = byName(merged[section])
    .map(([name]) => name)
    .filter((name) => name.startsWith(word));
  return { words, directive: 4 };
}
