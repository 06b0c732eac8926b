import { lastAppliedText } from "../../apply/last-applied.ts";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { indentJson } from "../../core/json/indent.ts";
import { readJson } from "../../core/json/read.ts";
import { parseYaml } from "../../core/yaml/read.ts";
import { writeYaml } from "../../core/yaml/write.ts";
import { readArgs } from "../../resources/args.ts";
import { hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { type Item, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to look at; - is standard input."),
  ...selectorFlag,
  all: bool("Every object of the named types in the namespace."),
  output: string("Output format: yaml or json.", { shorthand: "o", default: "yaml", complete: ["json", "yaml"] }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)",
  about: "Show what was applied last to objects, as it is kept in their annotation.",
  examples: `
# Of a deployment, as YAML; of what a manifest names, as JSON
{program} apply view-last-applied deployment/web
{program} apply view-last-applied -f web.yaml -o json`,
  flags,
  async run(given) {
    const texts = (await selected(given)).map(({ object }) => lastAppliedText(object));
    const { output } = given.flags;
    if (output !== "yaml" && output !== "json") {
      throw new UsageError(
        `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`,
        `See '${given.path.join(" ")} -h' for help and examples`,
      );
    }
    for (const text of texts) {
      if (text !== undefined)
        given.world.streams.stdout.write(output === "json" ? asJson(text) : writeYaml(await parseYaml(text)));
    }
  },
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});

function asJson(text: string): string {
  try {
    readJson(text);
  } catch (error) {
    throw new CliError((error as Error).message, { cause: error });
  }
  // The blanks at the end are kept, and no newline is added.
  return indentJson(text) + text.slice(text.trimEnd().length);
}

/** As kubectl, the first object that cannot be had ends it. */
async function selected({ args, flags, cluster, world }: Given): Promise<Item[]> {
  const { form } = readArgs(args, world.name);
  if (form === "none" && !hasFiles(flags)) {
    if (flags.all || flags.selector) {
      throw new CliError("at least one resource must be specified to use a selector");
    }
    throw new CliError(RESOURCES_WANTED);
  }
  if (flags.all && form === "names") throw new CliError("name cannot be provided when a selector is specified");
  if (flags.all && form === "pairs") {
    throw new CliError("selectors and the all flag cannot be used when passing resource/name arguments");
  }
  const scope = await selectionScope(cluster, flags);
  const { entries } = await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 0 }, world);
  return entries.map((entry) => {
    if ("error" in entry) throw entry.error;
    return entry;
  });
}
