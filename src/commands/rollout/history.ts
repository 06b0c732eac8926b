import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { int } from "../../core/flags.ts";
import { podTemplateText } from "../../describe/pod-template.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type Printer, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import type { Item } from "../../resources/objects.ts";
import { noHistory, rolledKind } from "../../rollout/kinds.ts";
import { historyTable, objectAt, templateWithCause } from "../../rollout/revisions.ts";
import { checkNamed, completeWorkload, fetchRevisions, selectWorkloads } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the workloads; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...selectorFlag,
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
{program} rollout history daemonset/agent --revision=3`,
  flags,
  check({ args, flags }) {
    checkNamed({ args, flags });
    if (flags.revision < 0) throw new CliError(`revision must be a positive integer: ${flags.revision}`);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
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
  const [one] = wanted;
  const name = nameWithKind(item.object);
  const text =
    flags.revision !== 0 && one
      ? `${name} with revision #${flags.revision}\n${podTemplateText(templateWithCause(one))}\n`
      : `${name} \n${historyTable(revisions)}\n`;
  world.streams.stdout.write(text);
}
