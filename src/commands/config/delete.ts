import type { Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import type { Flags } from "../../core/flags.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";

/** Removes an entry and says so; throws kubectl's error when there is none of that name. */
export async function deleteEntry(
  { world, globals }: Pick<Invocation<Flags>, "world" | "globals">,
  word: "cluster" | "context" | "user",
  name: string,
): Promise<void> {
  const editing = await openForEdit(globals.kubeconfig, world);
  const { config, defaultFile } = editing;
  const entries = config[`${word}s`];
  if (!entries.has(name)) throw new CliError(`cannot delete ${word} ${name}, not in ${defaultFile}`);
  if (word === "context" && config.currentContext === name) {
    world.streams.stderr.write(
      `warning: this removed your active context, use "${world.name} config use-context" to select a different one\n`,
    );
  }
  entries.delete(name);
  await editing.save();
  world.streams.stdout.write(`deleted ${word} ${name} from ${defaultFile}\n`);
}
