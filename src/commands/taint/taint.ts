import { defineCommand, type Invocation } from "../../cli/command.ts";
import { type DryRun, dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import type { KubeObject } from "../../core/object.ts";
import { readValidate, validateFlag } from "../../core/validate-flag.ts";
import { readTaints, splitTaintWords } from "../../nodes/taint.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { selectorFlag } from "../../resources/flags.ts";
import { nestedFailures } from "../../resources/nested-failures.ts";
import { selectNodes } from "./select.ts";
import { taintNode } from "./send.ts";

const flags = {
  ...selectorFlag,
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  ...validateFlag,
  all: bool("Every node of the cluster."),
  fieldManager: string("Name under which the server remembers who owns the changed fields.", {
    default: "kubectl-taint",
  }),
  overwrite: bool("Replace taints of the same key and effect."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
  about: `Set taints of nodes, or remove them.

A taint keeps pods away that do not tolerate it. A word KEY=VALUE:EFFECT or KEY:EFFECT sets one; KEY- removes all of a key,
KEY:EFFECT- one of them. The effects: NoSchedule (no new pods), PreferNoSchedule (only if there is no other place),
NoExecute (pods that are there have to go, too).

Keys and values begin and end with a letter or digit, may hold dashes, underscores and dots between, and are at most 63
characters long; a key may have a DNS name and a slash in front.`,
  examples: `
# Set, replace, remove
{program} taint nodes foo dedicated=special-user:NoSchedule
{program} taint nodes foo dedicated=other-user:NoSchedule --overwrite
{program} taint nodes foo dedicated:NoSchedule-
{program} taint nodes foo dedicated-

# Nodes with a label
{program} taint node -l myLabel=X dedicated=foo:PreferNoSchedule

# Without a value
{program} taint nodes foo bar:NoSchedule`,
  flags,
  check(given) {
    const { args, flags } = given;
    readDryRun(flags.dryRun);
    const { taints } = splitTaintWords(args);
    readValidate(flags.validate);
    readTaints(taints, hintOf(given));
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
  },
  run: taintNodes,
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word, ["node"]);
  },
});

const hintOf = ({ path }: Pick<Given, "path">): string => `See '${path.join(" ")} -h' for help and examples`;

async function taintNodes(given: Given): Promise<void> {
  const { flags, args, cluster, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const { resources, taints } = splitTaintWords(args);
  const change = readTaints(taints, hintOf(given));
  const entries = await selectNodes({ resources, change, flags, cluster, world });
  const show = await shower(given);
  const failures: unknown[] = [];
  for (const entry of entries) {
    if ("error" in entry) {
      failures.push(entry.error);
      continue;
    }
    try {
      const { object, word } = await taintNode(cluster, entry, change, settings(flags, dryRun));
      show(object, word);
    } catch (error) {
      if (!(error instanceof CliError) && !(error instanceof AggregateError)) throw error;
      failures.push(error);
    }
  }
  const thrown = nestedFailures(failures);
  if (thrown) throw thrown;
}

const settings = (flags: Given["flags"], dryRun: DryRun) => ({
  overwrite: flags.overwrite,
  isHere: dryRun === "client",
  query: {
    dryRun: dryRun === "server" ? "All" : undefined,
    fieldManager: flags.fieldManager,
    fieldValidation: readValidate(flags.validate),
  },
});

/** As kubectl, the line does not tell dry runs. */
async function shower({ flags, world }: Given): Promise<(object: KubeObject, word: string) => void> {
  if (!flags.output && !flags.template) {
    return (object, word) => world.streams.stdout.write(`${nameWithKind(object)} ${word}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
}
