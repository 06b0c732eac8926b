import { defineCommand } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";

export default defineCommand({
  usage: "SUBCOMMAND",
  about:
    "Create an object from a generator: the sub-command's words and flags become a manifest that is sent to the server.",
  examples: `
# A deployment; the manifest alone, nothing is sent
{program} create deployment web --image=nginx
{program} create deployment web --image=nginx --dry-run=client -o yaml`,
  flags: {},
  check({ args, path }) {
    if (args.length > 0) {
      throw new UsageError(`Unexpected args: [${args.join(" ")}]`, `See '${path.join(" ")} -h' for help and examples`);
    }
  },
  async run() {
    throw new CliError("must specify one of -f and -k");
  },
});
