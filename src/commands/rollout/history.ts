import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, int } from "../../core/flags.ts";
import { escapeControls } from "../../core/terminal.ts";
import { podTemplateText } from "../../describe/pod-template.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type Printer, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import type { Item } from "../../resources/objects.ts";
import { noHistory, rolledKind } from "../../rollout/kinds.ts";
import { historyTable, objectAt, type Revision, templateWithCause } from "../../rollout/revisions.ts";
import { templateChanges } from "../../rollout/template-diff.ts";
import { checkNamed, completeWorkload, fetchRevisions, selectWorkloads } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the workloads; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...selectorFlag,
  diff: bool("Show what each revision changed: images, variables and so on (with --revision, of that one)."),
  revision: int("Show this revision with its pod template."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  about: `Show the revisions of deployments, daemon sets and stateful sets, with what caused them, or the pod template of one.

A cause is what stands in the annotation kubernetes.io/change-cause.`,
  examples: `
# All revisions of a deployment
{program} rollout history deployment/web

# The pod template of one
{program} rollout history daemonset/agent --revision=3

# What each of them changed (not in kubectl)
{program} rollout history deployment/web --diff`,
  flags,
  check({ args, flags }) {
    checkNamed({ args, flags });
    if (flags.revision < 0) throw new CliError(`revision must be a positive integer: ${flags.revision}`);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (flags.diff && (flags.output || flags.template)) throw new CliError("--diff cannot be used with --output");
  },
  async run(given) {
    const { flags, world } = given;
    const found = await selectWorkloads(given);
    const isFormatted = flags.output !== "" || flags.template !== "";
    const print = isFormatted
      ? await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true })
      : undefined;
    const failures: unknown[] = [];
    for (const item of found.items) {
      try {
        await show(given, item, print);
      } catch (error) {
        failures.push(error);
      }
    }
    throwTogether(failures, found.missing);
  },
  complete: completeWorkload,
});

async function show({ cluster, flags, world }: Given, item: Item, print: Printer | undefined): Promise<void> {
  const kind = rolledKind(item.object);
  if (!kind) throw noHistory(item.object, "history");
  const revisions = await fetchRevisions(cluster, kind, item);
  const wanted = flags.revision === 0 ? revisions : revisions.filter(({ number }) => number === flags.revision);
  if (flags.revision !== 0 && wanted.length === 0) throw new CliError("unable to find the specified revision");
  if (print) {
    for (const revision of wanted) print(objectAt(kind, item.object, revision));
    return;
  }
  const { stdout } = world.streams;
  const text = flags.diff ? diffText(item, revisions, flags.revision) : textOf(item, revisions, wanted, flags.revision);
  // In a pipe the bytes are kubectl's.
  stdout.write(flags.diff || stdout.isTerminal ? escapeControls(text) : text);
}

/** kubectl's table, or the pod template of the one that was asked for. */
function textOf({ object }: Item, revisions: readonly Revision[], [one]: readonly Revision[], asked: number): string {
  return asked !== 0 && one
    ? `${nameWithKind(object)} with revision #${asked}\n${podTemplateText(templateWithCause(one))}\n`
    : `${nameWithKind(object)} \n${historyTable(revisions)}\n`;
}

/** Every revision, or the one that was asked for, with what it changed below it. */
function diffText({ object }: Item, revisions: readonly Revision[], asked: number): string {
  const rows = revisions.flatMap((one, at) => {
    const before = revisions[at - 1];
    const changes = before ? templateChanges(before.template, one.template) : ["the first that is remembered"];
    return asked !== 0 && asked !== one.number ? [] : [{ one, changes }];
  });
  const table = historyTable(rows.map(({ one }) => one)).split("\n");
  const lines = rows.flatMap(({ changes }, at) => [table[at + 1], ...changes.map((change) => `          ${change}`)]);
  return `${nameWithKind(object)} \n${[table[0], ...lines].join("\n")}\n\n`;
}
