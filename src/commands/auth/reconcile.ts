import { readGranting } from "../../access/granting.ts";
import { reconciliationText } from "../../access/reconciliation-text.ts";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { apiVersionOf, type KubeObject, kindOf } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type Printer, readFormat } from "../../printers/printer.ts";
import { type Manifest, readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { checkFileFlags, hasFiles } from "../../resources/files.ts";
import { fileFlags } from "../../resources/flags.ts";
import { storeGranting } from "./store-granting.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of roles and bindings; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  removeExtraPermissions: bool("Take away permissions that the roles have and the manifests do not."),
  removeExtraSubjects: bool("Take away subjects that the bindings have and the manifests do not."),
};

/** As kubectl, a bad value is told with the flag's name here. */
function dryRunOf(text: string) {
  try {
    return readDryRun(text);
  } catch (error) {
    const reason = (error as CliError).message;
    throw new CliError(`error accessing --dry-run flag for command reconcile: ${reason}`, { cause: error });
  }
}

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "-f FILENAME",
  about: `Make roles, cluster roles and their bindings grant what manifests say.

What is missing is created or added, namespaces included; what is granted already in other words stays as it is. Nothing is
taken away unless a flag asks for it, but a binding to another role is made anew. Other kinds are passed over.`,
  examples: `
# Grant what the manifests say; see before what would be done
{program} auth reconcile -f roles.yaml --dry-run=client
{program} auth reconcile -f roles.yaml

# Grant exactly that, and no more
{program} auth reconcile -f roles.yaml --remove-extra-subjects --remove-extra-permissions`,
  flags,
  check({ flags }) {
    if (!hasFiles(flags)) throw new CliError("must specify one of -f and -k");
    checkFileFlags(flags);
    if (dryRunOf(flags.dryRun).dryRun === "server") {
      throw new CliError("--dry-run=server for command reconcile is not supported yet");
    }
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
  },
  run: reconcileAll,
});

async function reconcileAll(given: Given): Promise<void> {
  const { flags, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const { found, errors } = await readManifests(flags, world);
  const print = await openPrint(given, dryRunSuffix(dryRun));
  const failures: unknown[] = [];
  for (const manifest of found) {
    try {
      const wanted = granting(manifest);
      if (!wanted) continue;
      const removeExtra = kindOf(wanted).endsWith("Binding") ? flags.removeExtraSubjects : flags.removeExtraPermissions;
      const done = await storeGranting(given.cluster, wanted, { removeExtra, dryRun: dryRun === "client" });
      print(done.object);
      const removed = { rules: flags.removeExtraPermissions, subjects: flags.removeExtraSubjects };
      world.streams.stderr.write(escapeControls(reconciliationText(done, removed)));
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether([...failures, ...errors], []);
}

async function openPrint({ flags, world }: Given, suffix: string): Promise<Printer> {
  if (!flags.output && !flags.template) {
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} reconciled${suffix}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
}

/** A manifest's role or binding; undefined for other kinds of Kubernetes, and an error for kinds it does not know. */
function granting({ object, source }: Manifest): KubeObject | undefined {
  const undecodable = (reason: string) => new CliError(`unable to decode ${goQuote(source)}: ${reason}`);
  const [group = ""] = apiVersionOf(object).includes("/") ? apiVersionOf(object).split("/") : [""];
  if (!isBuiltIn(group)) throw undecodable(unregistered(object));
  try {
    const wanted = readGranting(object);
    if (!wanted && group === "rbac.authorization.k8s.io" && !kindOf(object).endsWith("List")) {
      throw new CliError(unregistered(object));
    }
    return wanted;
  } catch (error) {
    if (!(error instanceof CliError) || error.message.startsWith("only ")) throw error;
    throw undecodable(error.message);
  }
}

const unregistered = (object: KubeObject): string =>
  `no kind ${goQuote(kindOf(object))} is registered for version ${goQuote(apiVersionOf(object))} in scheme "pkg/runtime/scheme.go:111"`;

/** Groups without a dot, and those under k8s.io, are Kubernetes' own. */
const isBuiltIn = (group: string): boolean => !group.includes(".") || group.endsWith(".k8s.io");
