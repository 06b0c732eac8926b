import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { completeNames, exactly } from "./words.ts";

export default defineCommand({
  usage: "CONTEXT_NAME NEW_NAME",
  about: `Give a context another name. It stays in its file; when it is the current context, it remains so under the new name.`,
  examples: `
# Call the context old-name new-name from now on
{program} config rename-context old-name new-name`,
  flags: {},
  async run(given) {
    exactly(2, given);
    const { args, world, globals } = given;
    const [from, to] = args as [string, string];
    if (to === "") throw new CliError("You must specify a new non-empty context name");
    const editing = await openForEdit(globals.kubeconfig, world);
    const { contexts } = editing.config;
    const context = contexts.get(from);
    if (!context)
      throw new CliError(`cannot rename the context ${JSON.stringify(from)}, it's not in ${editing.defaultFile}`);
    if (contexts.has(to)) {
      throw new CliError(
        `cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${editing.defaultFile}`,
      );
    }
    contexts.delete(from);
    contexts.set(to, context);
    editing.rename("contexts", from, to);
    if (editing.config.currentContext === from) editing.config.currentContext = to;
    await editing.save();
    world.streams.stdout.write(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`);
  },
  complete: (given, word) => completeNames(given, "contexts", word),
});
