import { CliError } from "../../core/errors.ts";
import type { KubeObject } from "../../core/object.ts";
import { makeFilter } from "../../logs/filter.ts";
import type { LogOptions } from "../../logs/options.ts";
import { type LogRequest, requestsOf } from "../../logs/requests.ts";
import { type Showing, showInTurn, showTogether } from "../../logs/show.ts";
import { listPods, PODS } from "../../pods/first-pod.ts";
import { selectorError } from "../../resources/fetch.ts";
import { checkValues, type Given, readWords } from "./check.ts";
import { podsOf } from "./pods.ts";

/** The last lines of each log that a selector finds, where nobody said how many. */
const SELECTED_TAIL = 10;

/** Finds the logs that are meant and prints them. */
export async function runLogs(given: Given): Promise<void> {
  const { flags, changed, world, cluster } = given;
  const { named, container } = readWords(given);
  checkValues(given, container);
  const isSelected = named === undefined;
  const notify = (notice: string) => void world.streams.stderr.write(`${notice}\n`);
  const { name: namespace } = await cluster.namespace();
  if (flags.keep || flags.untilDone) {
    const { keepRunning } = await import("./keep.ts");
    return await keepRunning(given, { namespace, named, container, notify });
  }
  const pods = isSelected ? await selectedPods(given, namespace) : await podsOf(given, namespace, named, notify);
  if (pods.length === 0) return notify(`No resources found in ${namespace} namespace.`);
  const requests = pods.flatMap((pod) => requestsOf(pod, { ...flags, container }, notify));
  const options: LogOptions = { ...flags, tail: isSelected && !changed.has("tail") ? SELECTED_TAIL : flags.tail };
  const showing: Showing = {
    cluster,
    world,
    options,
    patience: flags.follow && !flags.ignoreErrors ? flags.podRunningTimeout : 0,
    ignoreErrors: flags.ignoreErrors,
    prefix: flags.prefix || flags.allPods,
  };
  if (isByLine(flags)) {
    const { showLines } = await import("../../logs/show-lines.ts");
    return await showLines(showing, requests, { ...flags, filter: makeFilter(flags) });
  }
  await show(showing, requests, flags.maxLogRequests);
}

const isByLine = ({ grep, exclude, highlight, merge }: Given["flags"]): boolean =>
  merge || [grep, exclude, highlight].some(({ length }) => length > 0);

/** The pods that -l finds; throws kubectl's error for a selector that is none. */
export async function selectedPods({ cluster, flags }: Given, namespace: string): Promise<KubeObject[]> {
  try {
    return await listPods(cluster, { namespace, labelSelector: flags.selector });
  } catch (error) {
    throw selectorError(error, { resource: PODS, namespace, labelSelector: flags.selector });
  }
}

async function show(showing: Showing, requests: readonly LogRequest[], most: number): Promise<void> {
  if (!showing.options.follow || requests.length < 2) return await showInTurn(showing, requests);
  if (requests.length > most) {
    throw new CliError(
      `you are attempting to follow ${requests.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
    );
  }
  await showTogether(showing, requests);
}
