import { defineCommand } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { writeConfig } from "../../kubeconfig/model.ts";
import { flatten, minify, redact } from "../../kubeconfig/view.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { readConfig } from "./words.ts";

export default defineCommand({
  usage: "[flags]",
  about: "Show the merged kubeconfig. Credentials are hidden unless --raw is given.",
  examples: `
# What is in force; with credentials, in one piece that stands alone
{program} config view
{program} config view --flatten --minify

# The server of the current context
{program} config view --minify -o jsonpath='{.clusters[0].cluster.server}'`,
  flags: {
    ...printFlags(OBJECT_FORMATS, "yaml"),
    flatten: bool("Put the contents of certificate and key files into the output, so that it stands on its own."),
    merge: bool("Merge the files of $KUBECONFIG.", { default: true }),
    minify: bool("Only what the current context needs."),
    raw: bool("Show credentials, too."),
  },
  check({ args, flags, path, globals }) {
    if (args.length > 0) {
      throw new UsageError(
        `unexpected arguments: [${args.join(" ")}]`,
        `See '${path.join(" ")} -h' for help and examples`,
      );
    }
    if (flags.output !== "") readFormat(flags, OBJECT_FORMATS);
    if (!flags.merge && !globals.kubeconfig) throw new CliError("if merge==false a precise file must be specified");
  },
  async run(given) {
    const { flags, globals, world } = given;
    const loaded = await readConfig(given);
    let config = loaded.merged;
    if (flags.minify) config = minify(config, globals.context || config.currentContext);
    // As kubectl: what is flattened is meant to be used, so nothing is hidden in it.
    if (flags.flatten) config = flatten(config, loaded, world.cwd);
    else if (!flags.raw) config = redact(config);
    // As kubectl: no format at all is that of names, and a kubeconfig has none.
    if (flags.output === "" && !flags.template) return world.streams.stdout.write("config/<unknown>\n");
    const printer = await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
    printer(writeConfig(config));
  },
});
