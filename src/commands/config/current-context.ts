import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { readConfig } from "./words.ts";

export default defineCommand({
  usage: "[flags]",
  about: "Print the name of the current context.",
  examples: `
# Where would commands go?
{program} config current-context`,
  flags: {},
  async run(given) {
    const { merged } = await readConfig(given);
    if (merged.currentContext === "") throw new CliError("current-context is not set");
    given.world.streams.stdout.write(`${merged.currentContext}\n`);
  },
});
