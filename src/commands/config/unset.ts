import { defineCommand } from "../../cli/command.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { unsetProperty } from "../../kubeconfig/property.ts";
import { exactly } from "./words.ts";

export default defineCommand({
  usage: "PROPERTY_NAME",
  about: "Remove one value by its path, such as current-context, contexts.NAME or contexts.NAME.namespace.",
  examples: `
# The current context; the namespace of a context
{program} config unset current-context
{program} config unset contexts.foo.namespace`,
  flags: {},
  async run(given) {
    exactly(1, given);
    const { args, world, globals } = given;
    const path = args[0] as string;
    const editing = await openForEdit(globals.kubeconfig, world);
    unsetProperty(editing.config, path);
    await editing.save();
    world.streams.stdout.write(`Property ${JSON.stringify(path)} unset.\n`);
  },
});
