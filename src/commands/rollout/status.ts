import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, int } from "../../core/flags.ts";
import { deadline } from "../../resources/deadline.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { follow } from "../../resources/follow.ts";
import type { Item } from "../../resources/objects.ts";
import { progressOf } from "../../rollout/status.ts";
import { checkNamed, completeWorkload, sayNothingFound, selectWorkloads } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the workloads; - is standard input."),
  ...selectorFlag,
  revision: int("The revision that has to be the running one; 0 for whichever that is (deployments alone)."),
  timeout: duration("How long to wait for each object; 0 for ever."),
  watch: bool("Wait for the end; --watch=false says how far the rollout is.", { shorthand: "w", default: true }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  about: `Show how far the rollout of deployments, daemon sets and stateful sets is, and wait for its end.

A rollout that begins in between is waited for too, unless --revision says which one is meant.`,
  examples: `
# Wait for a deployment; for two minutes at most
{program} rollout status deployment/web
{program} rollout status deployment/web --timeout=2m

# Only look
{program} rollout status statefulset/db --watch=false`,
  flags,
  check({ args, flags }) {
    checkNamed({ args, flags });
    if (flags.revision < 0) throw new CliError(`revision must be a positive integer: ${flags.revision}`);
  },
  async run(given) {
    const found = await selectWorkloads(given);
    await sayNothingFound(given, found);
    const failures: unknown[] = [];
    for (const item of found.items) {
      try {
        await watchRollout(given, item);
      } catch (error) {
        failures.push(error);
      }
    }
    throwTogether(failures, found.missing);
  },
  complete: completeWorkload,
});

/** Prints a line after every change until the rollout is at its end. */
async function watchRollout({ cluster, flags, world }: Given, item: Item): Promise<void> {
  // Kinds without a status are refused before anything is watched.
  progressOf(item.object, 0);
  const limit = deadline(flags.timeout > 0 ? flags.timeout : -1, world);
  try {
    for await (const object of follow(cluster, item, limit.signal)) {
      if (!object) throw new CliError("object has been deleted");
      const { text, isDone } = progressOf({ ...object, apiVersion: item.object.apiVersion ?? "" }, flags.revision);
      world.streams.stdout.write(`${text}\n`);
      if (isDone || !flags.watch) return;
    }
  } catch (error) {
    throw limit.isOver() ? new CliError("timed out waiting for the condition") : error;
  }
}
