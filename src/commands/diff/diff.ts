import { readPruneTypes } from "../../apply/prune-types.ts";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, int, string, stringArray } from "../../core/flags.ts";
import { hasFiles } from "../../resources/files.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";

const flags = {
  ...fileFlags("File, folder or URL with the manifests to compare; - is standard input."),
  ...selectorFlag,
  concurrency: int("How many objects are looked at at once.", { default: 1 }),
  fieldManager: string("Name under which the server would remember who owns the fields.", {
    default: "kubectl-client-side-apply",
  }),
  forceConflicts: bool("With --server-side: fields are taken over from other managers."),
  prune: bool("Show what was applied once and is not in the manifests any more as removed."),
  pruneAllowlist: stringArray("Type that --prune looks at, GROUP/VERSION/KIND (core/v1/Secret); may be repeated."),
  serverSide: bool("As an apply with --server-side would do it."),
  showManagedFields: bool("Keep metadata.managedFields in what is compared."),
  showSecrets: bool("Show the values of secrets instead of *** in their place."),
};

export type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "-f FILENAME",
  about: `Show what apply would change, object by object, as "diff -u -N" shows it.

The server computes what would come of each object without storing it. $KUBECTL_EXTERNAL_DIFF names another program to
compare with, which is handed two folders; options of letters, digits, dashes and equal signs may follow it.

Exit code 0: no differences; 1: there are some; more than 1: something failed.`,
  examples: `
# A manifest; standard input
{program} diff -f web.yaml
{program} diff -f -

# As the server would merge it
{program} diff -f web.yaml --server-side`,
  flags,
  failureCode: 2,
  check({ args, flags, path }) {
    if (args.length > 0) {
      throw new UsageError(`Unexpected args: [${args.join(" ")}]`, `See '${path.join(" ")} -h' for help and examples`);
    }
    if (!hasFiles(flags)) throw new CliError("must specify one of -f and -k");
    if (flags.forceConflicts && !flags.serverSide) {
      throw new CliError("--force-conflicts only works with --server-side");
    }
    if (flags.prune) readPruneTypes(flags.pruneAllowlist);
  },
  async run(given) {
    const { runDiff } = await import("./run.ts");
    return await runDiff(given);
  },
});
