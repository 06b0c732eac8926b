import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { completeNames, exactly } from "./words.ts";

export default defineCommand({
  usage: "CONTEXT_NAME",
  about: "Make a context the current one: commands go to its cluster, as its user, in its namespace.",
  examples: `
# Switch to the context named minikube
{program} config use-context minikube`,
  flags: {},
  async run(given) {
    exactly(1, given);
    const { args, world, globals } = given;
    const name = args[0] as string;
    const editing = await openForEdit(globals.kubeconfig, world);
    if (name === "") throw new CliError("empty context names are not allowed");
    if (!editing.config.contexts.has(name))
      throw new CliError(`no context exists with the name: ${JSON.stringify(name)}`);
    editing.config.currentContext = name;
    await editing.save();
    world.streams.stdout.write(`Switched to context ${JSON.stringify(name)}.\n`);
  },
  complete: (given, word) => completeNames(given, "contexts", word),
});
