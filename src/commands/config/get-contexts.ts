import { defineCommand } from "../../cli/command.ts";
import { alignColumns } from "../../core/columns.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import type { JsonObject } from "../../core/object.ts";
import { byName } from "../../kubeconfig/model.ts";
import { completeNames, readConfig } from "./words.ts";

export default defineCommand({
  usage: "[(-o|--output=)name)]",
  about: "List the contexts that the kubeconfig knows, or those named; a star marks the current one.",
  examples: `
# All contexts; one of them; names only
{program} config get-contexts
{program} config get-contexts my-context
{program} config get-contexts -o name`,
  flags: {
    noHeaders: bool("Leave out the line of column names."),
    output: string("Output format: 'name' or, for the table, nothing.", { shorthand: "o", complete: ["name"] }),
  },
  async run(given) {
    const { args, flags, world } = given;
    const output = flags.output.toLowerCase();
    if (output !== "" && output !== "name") {
      throw new CliError(
        `--output ${flags.output} is not available in ${world.name} config get-contexts; resetting to default output format`,
      );
    }
    const { merged } = await readConfig(given);
    const missing = args.filter((name) => !merged.contexts.has(name));
    const shown = byName(merged.contexts).filter(([name]) => args.length === 0 || args.includes(name));
    if (output === "name") world.streams.stdout.write(shown.map(([name]) => `${name}\n`).join(""));
    else {
      const rows = shown.map(([name, context]) => row(name, context, merged.currentContext));
      const header = ["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"];
      world.streams.stdout.write(alignColumns(flags.noHeaders ? rows : [header, ...rows]));
    }
    const failures = missing.map((name) => new CliError(`context ${name} not found`));
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures);
  },
  complete: (given, word) => completeNames(given, "contexts", word),
});

const row = (name: string, context: JsonObject, current: string): string[] => [
  name === current ? "*" : "",
  name,
  String(context.cluster ?? ""),
  String(context.user ?? ""),
  String(context.namespace ?? ""),
];
