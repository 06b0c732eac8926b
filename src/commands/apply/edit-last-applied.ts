import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { validateFlag } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { fileFlags } from "../../resources/flags.ts";

export default defineCommand({
  usage: "(RESOURCE/NAME | -f FILENAME)",
  about: "Change in an editor what objects' annotation says was applied last.",
  examples: `
# Of a deployment
{program} apply edit-last-applied deployment/web`,
  flags: {
    ...fileFlags("File, folder or URL with manifests of the objects to edit; - is standard input."),
    ...printFlags(OBJECT_FORMATS),
    ...validateFlag,
    fieldManager: string("Name under which the server remembers who owns the changed fields.", {
      default: "kubectl-client-side-apply",
    }),
    record: bool("Remember the command line in an annotation.", {
      hidden: true,
      deprecated: "--record will be removed in the future",
    }),
    windowsLineEndings: bool("Give the editor a file with the line ends of Windows."),
  },
  async run({ path, world }) {
    throw new CliError(`${path.join(" ")}: not in this version of ${world.name} yet`);
  },
});
