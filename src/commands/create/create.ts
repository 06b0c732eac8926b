import { defineCommand, type Invocation } from "../../cli/command.ts";
import { dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { recordFlag } from "../../core/record.ts";
import { readValidate, validateFlag } from "../../core/validate-flag.ts";
import { EDIT_FORMATS, OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { readFormat } from "../../printers/printer.ts";
import { hasFiles } from "../../resources/files.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";

export const createFlags = {
  ...fileFlags("File, folder or URL with the manifests to create; - is standard input."),
  ...selectorFlag,
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  ...validateFlag,
  edit: bool("Edit the manifests before they are sent."),
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-create" }),
  raw: string("Path to post the file to as it is."),
  record: recordFlag(),
  saveConfig: bool("Remember the objects in an annotation, so that apply can take over later."),
  windowsLineEndings: bool("With --edit: end lines as Windows does."),
};

export type CreateGiven = Invocation<typeof createFlags>;

export default defineCommand({
  usage: "-f FILENAME",
  about: `Create objects from manifests, or from a generator: a sub-command whose words and flags become a manifest.

Every document is read before the first object is created.`,
  examples: `
# What a file or standard input holds
{program} create -f pod.json
{program} create -f - < pod.json

# A deployment; the manifest alone, nothing is sent
{program} create deployment web --image=nginx
{program} create deployment web --image=nginx --dry-run=client -o yaml`,
  flags: createFlags,
  check({ args, path, flags, changed }) {
    if (args.length > 0) {
      throw new UsageError(`Unexpected args: [${args.join(" ")}]`, `See '${path.join(" ")} -h' for help and examples`);
    }
    if (!hasFiles(flags)) throw new CliError("must specify one of -f and -k");
    readDryRun(flags.dryRun);
    readValidate(flags.validate);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (flags.raw) checkRaw(flags, changed);
    if (flags.edit && flags.output) readFormat(flags, EDIT_FORMATS);
  },
  async run(given) {
    if (given.flags.raw) return await (await import("./raw.ts")).createRaw(given);
    return await (await import("./manifests.ts")).createManifests(given);
  },
});

function checkRaw(flags: CreateGiven["flags"], changed: CreateGiven["changed"]): void {
  const exclusive = (other: string) => new CliError(`--raw and ${other} are mutually exclusive`);
  if (flags.edit) throw exclusive("--edit");
  if (flags.filename.length !== 1) throw new CliError("--raw can only use a single local file or stdin");
  if (/^https?:/.test(flags.filename[0] as string)) throw new CliError("--raw cannot read from a url");
  if (flags.recursive) throw exclusive("--recursive");
  if (flags.selector) throw exclusive("--selector (-l)");
  if (changed.has("output")) throw exclusive("--output");
  const problem = pathProblem(flags.raw);
  if (problem) throw new CliError(`--raw must be a valid URL path: parse ${JSON.stringify(flags.raw)}: ${problem}`);
}

/** What is wrong with a path or address, in the words of Go's url.ParseRequestURI. */
function pathProblem(text: string): string | undefined {
  const broken = /%(?![\da-fA-F]{2}).{0,2}/s.exec(text)?.[0];
  if (text.startsWith(":")) return "missing protocol scheme";
  if (!/^(\/|[a-z][a-z0-9+.-]*:\/)/i.test(text)) return "invalid URI for request";
  return broken === undefined ? undefined : `invalid URL escape ${JSON.stringify(broken)}`;
}
