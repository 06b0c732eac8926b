import { defineCommand, type Invocation } from "../../cli/command.ts";
import { type DryRun, dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, int } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { LAST_APPLIED } from "../../core/last-applied.ts";
import { stringMapOf } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import { podTemplateText } from "../../describe/pod-template.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type Printer, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import type { Item } from "../../resources/objects.ts";
import { noHistory, part, rolledKind } from "../../rollout/kinds.ts";
import { templateChanges } from "../../rollout/template-diff.ts";
import { revisionToRestore, undoPatch } from "../../rollout/undo.ts";
import { checkNamed, completeWorkload, fetchRevisions, patchObject, selectWorkloads } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the workloads; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...selectorFlag,
  ...dryRunFlag,
  preview: bool("Only show what would change in the pod template; nothing is sent."),
  toRevision: int("The revision to go back to; 0 for the one before the latest."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  about: `Go back to the pod template that a deployment, a daemon set or a stateful set had at an earlier revision.

It becomes the newest revision. What \`apply\` remembers of the object stays as it is, so the next apply of the old manifest
goes forward again.`,
  examples: `
# To the revision before; to a certain one
{program} rollout undo deployment/web
{program} rollout undo daemonset/agent --to-revision=3

# See what would change (not in kubectl)
{program} rollout undo deployment/web --preview

# Let the server check it, and store nothing
{program} rollout undo deployment/web --dry-run=server`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    checkNamed({ args, flags });
    if (flags.preview && (flags.output || flags.template)) throw new CliError("--preview cannot be used with --output");
  },
  async run(given) {
    const { flags, world } = given;
    const { dryRun, notice } = readDryRun(flags.dryRun);
    if (notice) world.streams.stderr.write(`${notice}\n`);
    const found = await selectWorkloads(given);
    const isFormatted = flags.output !== "" || flags.template !== "";
    const print = isFormatted
      ? await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world })
      : undefined;
    const failures: unknown[] = [];
    for (const item of found.items) {
      try {
        await undo(given, item, dryRun, print);
      } catch (error) {
        failures.push(error);
      }
    }
    throwTogether(failures, found.missing);
  },
  complete: completeWorkload,
});

async function undo(given: Given, item: Item, dryRun: DryRun, print: Printer | undefined): Promise<void> {
  const { world, cluster } = given;
  if (stringMapOf(item.object, "annotations")[LAST_APPLIED] !== undefined) cluster.warn(managed(item));
  if (given.flags.preview) return await preview(given, item);
  const said = await restore(given, item, dryRun);
  if (print) return print(item.object);
  const { stdout } = world.streams;
  stdout.write(
    `${nameWithKind(item.object)} ${stdout.isTerminal ? escapeControls(said) : said}${dryRunSuffix(dryRun)}\n`,
  );
}

const managed = ({ resource, name }: Item): string =>
  `resource ${resource.plural}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`;

/** Which revision is gone back to. */
async function wantedRevision({ cluster, flags }: Given, item: Item) {
  const kind = rolledKind(item.object);
  if (!kind) throw noHistory(item.object, "rollbacker");
  const revisions = await fetchRevisions(cluster, kind, item);
  return { kind, revision: revisionToRestore(kind, item.object, revisions, flags.toRevision) };
}

/** Shows what would change. */
async function preview(given: Given, item: Item): Promise<void> {
  const { revision } = await wantedRevision(given, item);
  const changes = templateChanges(part(part(item.object, "spec"), "template"), revision.template);
  const said =
    changes.length === 0
      ? `would stay as it is: revision ${revision.number} has the same pod template`
      : `would go back to revision ${revision.number}:${changes.map((line) => `\n  ${line}`).join("")}`;
  given.world.streams.stdout.write(`${escapeControls(`${nameWithKind(item.object)} ${said}`)}\n`);
}

/** Goes back to the revision and tells what was done, in kubectl's words. */
async function restore(given: Given, item: Item, dryRun: DryRun): Promise<string> {
  const { cluster } = given;
  const { kind, revision } = await wantedRevision(given, item);
  if (dryRun === "client") {
    const text = podTemplateText(revision.template);
    return kind === "Deployment" ? text : `will roll back to ${text}`;
  }
  if (part(item.object, "spec").paused === true && kind === "Deployment") throw new CliError(PAUSED);
  const undo = undoPatch(kind, item.object, revision);
  if (!undo) return `skipped rollback (current template already matches revision ${revision.number})`;
  const query = { dryRun: dryRun === "server" ? "All" : undefined };
  await patchObject(cluster, item, { body: writeJson(undo.patch), contentType: undo.contentType, query });
  return "rolled back";
}

const PAUSED = "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again";
