import { defineCommand, type Invocation } from "../../cli/command.ts";
import { rawPath, sendRaw } from "../../client/raw.ts";
import { cascadeFlag, readCascade } from "../../core/cascade.ts";
import { dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, int, string } from "../../core/flags.ts";
import { readValidate, validateFlag } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { readFormat } from "../../printers/printer.ts";
import { readBody } from "../../resources/body.ts";
import { checkFileFlags, hasFiles } from "../../resources/files.ts";
import { fileFlags } from "../../resources/flags.ts";
import { replaceManifests } from "./manifests.ts";

const flags = {
  ...fileFlags("File, folder or URL with the manifests that take the place of objects; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...cascadeFlag,
  ...dryRunFlag,
  ...validateFlag,
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-replace" }),
  force: bool("Delete the objects and create them anew. Work may be lost."),
  gracePeriod: int("With --force: seconds an object gets for an orderly end; negative leaves it to the object.", {
    default: -1,
  }),
  raw: string("Path to send PUT to as it is; the file of -f is the body."),
  saveConfig: bool("Remember the manifest in an annotation, so that apply can take over later."),
  subresource: string("Replace this part of the objects instead: status, scale or another the type has.", {
    complete: ["status", "scale", "resize"],
  }),
  timeout: duration("With --force: how long to wait for the old objects to be gone; 0 is as long as it takes."),
  wait: bool("With --force kubectl waits in any case."),
};

export type ReplaceGiven = Invocation<typeof flags>;

export default defineCommand({
  usage: "-f FILENAME",
  about: `Put what manifests say in the place of objects that exist. The whole object is sent: what the manifest leaves out is gone.`,
  examples: `
# From a file; from standard input
{program} replace -f ./pod.json
cat pod.json | {program} replace -f -

# Another image for a pod
{program} get pod mypod -o yaml | sed 's/\\(image: myimage\\):.*$/\\1:v4/' | {program} replace -f -

# What cannot be changed in place: delete and create again
{program} replace --force -f ./pod.json`,
  flags,
  check({ flags, changed }) {
    readDryRun(flags.dryRun);
    readValidate(flags.validate);
    readCascade(flags.cascade);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (!hasFiles(flags)) throw new CliError("must specify one of -f and -k");
    checkForce(flags, changed);
    checkFileFlags(flags);
    if (!flags.raw) return;
    if (flags.filename.length > 1) throw new CliError("--raw can only use a single local file or stdin");
    if (/^https?:/.test(flags.filename[0] as string)) throw new CliError("--raw cannot read from a url");
    if (flags.recursive) throw new CliError("--raw and --recursive are mutually exclusive");
    if (flags.output) throw new CliError("--raw and --output are mutually exclusive");
    rawPath(flags.raw);
  },
  async run(given) {
    const { flags, cluster, world } = given;
    if (!flags.raw) return await replaceManifests(given);
    const body = await readBody(flags.filename[0] as string, world);
    await sendRaw(cluster, { method: "PUT", path: rawPath(flags.raw), body }, world);
  },
});

function checkForce(
  { force, gracePeriod, timeout, dryRun }: ReplaceGiven["flags"],
  changed: ReadonlySet<string>,
): void {
  if (gracePeriod >= 0 && !force) throw new CliError("--grace-period must have --force specified");
  if (timeout !== 0 && !force) throw new CliError("--timeout must have --force specified");
  if (force && changed.has("dryRun") && readDryRun(dryRun).dryRun !== "none") {
    throw new CliError("--dry-run can not be used when --force is set");
  }
}
