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
    default: "kubectl-client-side-apply",
  }),
  record: recordFlag(),
  windowsLineEndings: bool("Give the editor a file with the line ends of Windows."),
};

export type LastAppliedGiven = Invocation<typeof flags>;

export default defineCommand({
  usage: "(RESOURCE/NAME | -f FILENAME)",
  about: "Change in an editor what objects' annotation says was applied last; nothing else of the objects is touched.",
  examples: `
# Of a deployment
{program} apply edit-last-applied deployment/web`,
  flags,
  check({ args, flags }) {
    readValidate(flags.validate);
    if (flags.output) readFormat(flags, EDIT_FORMATS);
    checkFileFlags(flags);
    if (args.length === 0 && !hasFiles(flags)) throw new CliError(RESOURCES_WANTED);
  },
  run: async (given) => (await import("./last-applied-session.ts")).editLastApplied(given),
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});
