import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { recordFlag } from "../../core/record.ts";
import { readValidate, validateFlag } from "../../core/validate-flag.ts";
import { EDIT_FORMATS, printFlags } from "../../printers/flags.ts";
import { readFormat } from "../../printers/printer.ts";
import { checkFileFlags, hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { fileFlags } from "../../resources/flags.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to edit; - is standard input."),
  ...printFlags([...EDIT_FORMATS]),
  ...validateFlag,
  fieldManager: string("Name under which the server remembers who owns the changed fields.", {
    default: "kubectl-edit",
  }),
  outputPatch: bool("Print the patch that was sent, too."),
  record: recordFlag(),
  saveConfig: bool("Remember the object in an annotation, so that apply can take over later."),
  subresource: string("Edit this part of the objects instead: status or another the type has.", {
    complete: ["status", "resize"],
  }),
  windowsLineEndings: bool("End lines as Windows does; the rule on Windows."),
};

export type EditGiven = Invocation<typeof flags>;

export default defineCommand({
  usage: "(RESOURCE/NAME | -f FILENAME)",
  about: `Edit objects of the cluster in your editor: the one of $KUBE_EDITOR or $EDITOR, else vi.

Several objects are edited as one list. When the server refuses a change, the file is opened again with the reason on top.
What you wrote is never lost: an edit that could not be saved stays in a temporary file whose name is printed.`,
  examples: `
# A service; a job, in another editor and as JSON
{program} edit service/registry
KUBE_EDITOR="nano" {program} edit job.v1.batch/myjob -o json

# A deployment, and remember it for apply
{program} edit deployment/web -o yaml --save-config

# The status of a deployment
{program} edit deployment web --subresource=status`,
  flags,
  check({ args, flags }) {
    readValidate(flags.validate);
    if (flags.output) readFormat(flags, EDIT_FORMATS);
    checkFileFlags(flags);
    if (args.length === 0 && !hasFiles(flags)) throw new CliError(RESOURCES_WANTED);
  },
  run: async (given) => (await import("./objects.ts")).editObjects(given),
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});
