import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, int, stringArray } from "../../core/flags.ts";
import { type KubeObject, kindOf } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import { deadline } from "../../resources/deadline.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { follow } from "../../resources/follow.ts";
import type { Item } from "../../resources/objects.ts";
import { GRACES, readGraces } from "../../rollout/causes/grace.ts";
import { jobProgress } from "../../rollout/job.ts";
import { rolledKind } from "../../rollout/kinds.ts";
import { type Progress, progressOf } from "../../rollout/status.ts";
import { explain, explainOnce } from "./explain.ts";
import { checkNamed, completeWorkload, sayNothingFound, selectWorkloads } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the workloads; - is standard input."),
  ...selectorFlag,
  revision: int("The revision that has to be the running one; 0 for whichever that is (deployments alone)."),
  timeout: duration("How long to wait for each object; 0 for ever."),
  explain: bool("Tell why it does not go on, too: a line for each new cause. Jobs can be waited for, then."),
  failFast: bool("End with exit code 1 when a cause has lasted for its time, which --grace tells."),
  grace: stringArray("With --fail-fast: how long a cause may last, as REASON=DURATION.", {
    complete: Object.keys(GRACES).map((reason) => `${reason}=`),
  }),
  watch: bool("Wait for the end; --watch=false says how far the rollout is.", { shorthand: "w", default: true }),
};

type Given = Invocation<typeof flags>;

/** The times in which causes may pass, a line each. */
const GRACE_TEXT = [...new Set(Object.values(GRACES))]
  .map((time) => [time, Object.keys(GRACES).filter((reason) => GRACES[reason] === time)] as const)
  .map(([time, reasons]) => `  ${`${time / 1000}s`.padEnd(5)} ${reasons.join(", ")}`)
  .join("\n");

export default defineCommand({
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  about: `Show how far the rollout of deployments, daemon sets and stateful sets is, and wait for its end.

A rollout that begins in between is waited for too, unless --revision says which one is meant.

With --explain (not in kubectl) it is told why a rollout hangs: images that cannot be pulled, programs that crash, pods that no
node takes, quotas, probes and volumes. With --fail-fast such a cause ends the wait when it has lasted too long:

${GRACE_TEXT}`,
  examples: `
# Wait for a deployment; for two minutes at most
{program} rollout status deployment/web
{program} rollout status deployment/web --timeout=2m

# Say why it hangs, and do not wait for what will not come
{program} rollout status deployment/web --explain --fail-fast
{program} rollout status job/import --explain --fail-fast --grace=CrashLoopBackOff=3m

# Only look
{program} rollout status statefulset/db --watch=false`,
  flags,
  check({ args, flags }) {
    checkNamed({ args, flags });
    if (flags.revision < 0) throw new CliError(`revision must be a positive integer: ${flags.revision}`);
    readGraces(flags.grace);
    if (flags.failFast && !flags.watch)
      throw new CliError("--fail-fast waits, so it cannot be used with --watch=false");
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

/** Prints a line after every change until the rollout is at its end, and what keeps it from there when that is wanted. */
async function watchRollout(given: Given, item: Item): Promise<void> {
  const { cluster, flags, world } = given;
  // Kinds without a status are refused before anything is watched.
  if (!rolledKind(item.object)) progressFor(given, item.object);
  const limit = deadline(flags.timeout > 0 ? flags.timeout : -1, world);
  const over = new AbortController();
  const signal = AbortSignal.any([limit.signal, over.signal]);
  const place = { cluster, world, item };
  const out = { seen: item.object, hasTold: false };
  const tell = (line: string) => {
    if (!flags.explain) return;
    out.hasTold = true;
    world.streams.stdout.write(`${escapeControls(line)}\n`);
  };
  const progress = showProgress(given, follow(cluster, item, signal), out);
  const graces = flags.failFast ? readGraces(flags.grace) : undefined;
  const explaining =
    flags.watch && isExplained(given) ? [explain(place, { tell, graces }, { seen: () => out.seen, signal })] : [];
  try {
    await Promise.race([progress, ...explaining]);
    // Nobody waits for a second look, or for a rollout that has failed before.
    if (!flags.watch && flags.explain) await explainOnce(place, out.seen, tell);
  } catch (error) {
    if (limit.isOver()) throw new CliError("timed out waiting for the condition");
    if (flags.explain && !out.hasTold && !world.signal.aborted) await explainOnce(place, out.seen, tell);
    throw error;
  } finally {
    over.abort();
    await Promise.allSettled([progress, ...explaining]);
  }
}

/** kubectl's lines: one after every change, until the end. */
async function showProgress(
  given: Given,
  changes: AsyncIterable<KubeObject | undefined>,
  out: { seen: KubeObject },
): Promise<void> {
  const { kind, apiVersion } = out.seen;
  for await (const object of changes) {
    if (!object) throw new CliError("object has been deleted");
    out.seen = { ...object, kind: kind ?? "", apiVersion: apiVersion ?? "" };
    const { text, isDone } = progressFor(given, out.seen, given.flags.revision);
    given.world.streams.stdout.write(`${text}\n`);
    if (isDone || !given.flags.watch) return;
  }
}

const isExplained = ({ flags }: Given): boolean => flags.explain || flags.failFast;

/** kubectl's words; with our own flags a job has some, too. */
const progressFor = (given: Given, object: KubeObject, revision = 0): Progress =>
  isExplained(given) && kindOf(object) === "Job" ? jobProgress(object) : progressOf(object, revision);
