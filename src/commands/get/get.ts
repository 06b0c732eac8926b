import { defineCommand, type Invocation } from "../../cli/command.ts";
import { rawPath } from "../../client/raw.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, type Flags, string, strings } from "../../core/flags.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { readArgs } from "../../resources/args.ts";
import { checkFileFlags, hasFiles, refuseWords } from "../../resources/files.ts";
import { allNamespacesFlag, chunkSizeFlag, fieldSelectorFlag, fileFlags, selectorFlag } from "../../resources/flags.ts";
import { checkFormat, isTable } from "./format.ts";

export const FORMATS = [...OBJECT_FORMATS, "custom-columns", "custom-columns-file", "wide", "box", "query"];

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to get; - is standard input."),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...chunkSizeFlag,
  ...printFlags(FORMATS),
  export: bool("Print manifests that can be applied again: without status and what the server sets.", { hidden: true }),
  ignoreNotFound: bool("Do not fail for objects that do not exist; print nothing and exit with 0."),
  labelColumns: strings("Labels that get a column each, separated by commas; may be repeated.", { shorthand: "L" }),
  noHeaders: bool("Leave out the line of column names."),
  outputWatchEvents: bool("With --watch or --watch-only: print the kind of each event, too."),
  raw: string("Path to get from the server as it is, such as /metrics."),
  serverPrint: bool("Let the server choose the columns of tables; =false prints names and ages only.", {
    default: true,
  }),
  showKind: bool("Put the kind before names."),
  showLabels: bool("Add a last column with all labels."),
  sortBy: string("Sort by this field, a jsonpath such as '{.metadata.name}'."),
  subresource: string("Get this part of the objects instead: status, scale or another the type has.", {
    complete: ["status", "scale", "resize"],
  }),
  watch: bool("After printing, go on and print changes as they happen.", { shorthand: "w" }),
  watchOnly: bool("Print changes as they happen, not what is there already."),
};

export type GetInvocation = Invocation<typeof flags>;

export default defineCommand({
  usage:
    "[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]",
  about: `Show one or many objects, as a table of the most important facts or in the format of your choice.

Without a name it lists the objects of the type in the current namespace (-n names another, -A means all).
"{program} api-resources" lists the types. -o box draws a bordered table; -o query=EXPR filters with JSONPath Plus.`,
  examples: `
# Pods in the current namespace; with nodes and addresses; in all namespaces
{program} get pods
{program} get pods -o wide
{program} get pods -A

# One deployment as YAML, in a form that can be applied again
{program} get deployment web -o yaml
{program} get deployment web -o yaml --export

# Several types; several named objects
{program} get deployments,services
{program} get deployment/web service/web

# Only what you need
{program} get pods -o name
{program} get pod web-0 -o jsonpath='{.status.phase}'
{program} get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName
{program} get pods --sort-by=.metadata.creationTimestamp -l app=web

# Wait for changes and print them
{program} get pods -w`,
  flags,
  check(given) {
    checkRaw(given);
    if (given.flags.raw) return;
    const { flags, args } = given;
    if (flags.outputWatchEvents && !flags.watch && !flags.watchOnly) {
      throw new CliError("--output-watch-events option can only be used with --watch or --watch-only");
    }
    checkFormat(flags);
    checkFileFlags(flags);
    if (args.length === 0 && !hasFiles(flags)) throw nothingNamed(given);
    const words = readArgs(args, given.world.name);
    if (hasFiles(flags)) refuseWords(words, flags, given.world);
  },
  async run(given) {
    const { flags } = given;
    if (flags.raw) return await (await import("./raw.ts")).printRaw(given);
    if (flags.watch || flags.watchOnly) return await (await import("./watch.ts")).watchObjects(given);
    if (isTable(flags)) return await (await import("./table.ts")).printTables(given);
    return await (await import("./objects.ts")).printObjects(given);
  },
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});

function checkRaw({ flags, args, changed }: GetInvocation): void {
  if (!flags.raw) return;
  if (args.length > 0) throw new CliError("arguments may not be passed when --raw is specified");
  if (changed.has("output")) throw new CliError("--raw and --output are mutually exclusive");
  const others = ["watch", "watchOnly", "selector"];
  if (others.some((key) => changed.has(key))) {
    throw new CliError(
      "--raw may not be specified with other flags that filter the server request or alter the output",
    );
  }
  rawPath(flags.raw);
}

/** kubectl's advice for a bare `get`; its first part stands before the error. */
function nothingNamed({ world, path }: Invocation<Flags>): UsageError {
  world.streams.stderr.write(
    `You must specify the type of resource to get. Use "${world.name} api-resources" for a complete list of supported resources.\n\n`,
  );
  const advice = `Use "${world.name} explain <resource>" for a detailed description of that resource (e.g. ${world.name} explain pods).`;
  return new UsageError(
    `Required resource not specified.\n${advice}`,
    `See '${path.join(" ")} -h' for help and examples`,
  );
}
