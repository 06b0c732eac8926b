import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { completeNames, exactly } from "./words.ts";

export default defineCommand({
  usage: "[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]",
  about: "Add a context or change the given fields of one; --current means the current context.",
  examples: `
# Another user for the context gce
{program} config set-context gce --user=cluster-admin

# Work in the namespace shop from now on
{program} config set-context --current --namespace=shop`,
  flags: {
    cluster: string("Name of the context's cluster.", { complete: "clusters" }),
    current: bool("Change the current context."),
    namespace: string("The context's namespace.", { shorthand: "n", complete: "namespaces" }),
    user: string("Name of the context's user.", { complete: "users" }),
  },
  async run(given) {
    const { args, flags, changed, world, globals } = given;
    if (args.length > 1) exactly(1, given);
    if (flags.current && args[0]) throw new CliError("you cannot specify both a context name and --current");
    if (!flags.current && !args[0]) throw new CliError("you must specify a non-empty context name or --current");
    const editing = await openForEdit(globals.kubeconfig, world);
    const { contexts, currentContext } = editing.config;
    if (flags.current && currentContext === "") throw new CliError("no current context is set");
    const name = flags.current ? currentContext : (args[0] as string);
    const context = { ...contexts.get(name) };
    for (const key of ["cluster", "user", "namespace"] as const) if (changed.has(key)) context[key] = flags[key];
    const existed = contexts.has(name);
    contexts.set(name, context);
    await editing.save();
    world.streams.stdout.write(`Context ${JSON.stringify(name)} ${existed ? "modified" : "created"}.\n`);
  },
  complete: (given, word) => completeNames(given, "contexts", word),
});
