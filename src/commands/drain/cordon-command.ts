import { type Command, defineCommand } from "../../cli/command.ts";
import { dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { Silent } from "../../core/errors.ts";
import { selectorFlag } from "../../resources/flags.ts";
import { checkNodes, completeNodes, selectNodes } from "./nodes.ts";
import { setSchedulable } from "./schedulable.ts";
import { teller } from "./tell.ts";

const flags = { ...selectorFlag, ...dryRunFlag };

/** Makes cordon or uncordon. */
export const cordonCommand = (isSchedulable: boolean, words: Pick<Command, "about" | "examples">) =>
  defineCommand({
    usage: "NODE",
    ...words,
    flags,
    check(given) {
      checkNodes(given);
      readDryRun(given.flags.dryRun);
    },
    async run(given) {
      const { dryRun, notice } = readDryRun(given.flags.dryRun);
      if (notice) given.world.streams.stderr.write(`${notice}\n`);
      const nodes = await selectNodes(given, 500);
      const isDone = await setSchedulable(given.cluster, nodes, { isSchedulable, dryRun }, teller(given.world));
      if (!isDone) throw new Silent(1);
    },
    complete: completeNodes,
  });
