import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { makeFilter } from "../../logs/filter.ts";
import { keepLogs } from "../../logs/keep.ts";
import { type LogRequest, requestsOf } from "../../logs/requests.ts";
import { makeSink, sortedSink } from "../../logs/sink.ts";
import { listPods } from "../../pods/first-pod.ts";
import type { Given } from "./check.ts";
import { objectNamed, selectorOf } from "./pods.ts";
import { selectedPods } from "./run.ts";

export interface Named {
  readonly namespace: string;
  /** A pod's name or TYPE/NAME; undefined with a selector. */
  readonly named: string | undefined;
  readonly container: string;
  readonly notify: (notice: string) => void;
}

/** Follows logs until the user has had enough, or until the pod or the job is done; a job that failed is an error. */
export async function keepRunning(given: Given, names: Named): Promise<void> {
  const { flags, cluster, world } = given;
  const { namespace, named, container, notify } = names;
  const object = named === undefined ? undefined : await objectNamed(given, named);
  if (flags.untilDone && (!object || kindOf(object) !== "Job")) throw new CliError("--until-done needs a job");
  const labelSelector = object && kindOf(object) !== "Pod" ? selectorOf(object) : "";
  const again = () => objectNamed(given, named as string);
  let result: JsonObject | undefined;
  const plain = makeSink({ ...flags, prefix: flags.prefix || flags.allPods, filter: makeFilter(flags) }, world);
  const sink = flags.merge ? sortedSink(plain, world.signal) : plain;
  await keepLogs({
    reading: { cluster, world, options: flags, patience: 0 },
    async pods() {
      if (!object) return await selectedPods(given, namespace);
      if (labelSelector === "") return await orNone(again());
      return await listPods(cluster, { namespace, labelSelector });
    },
    requests: cached((pod) => requestsOf(pod, { ...flags, container }, notify)),
    sink,
    async isDone() {
      if (!object) return false;
      if (kindOf(object) === "Pod") return (await orNone(again())).some(hasRun);
      if (flags.untilDone) result = resultOf(await again());
      return result !== undefined;
    },
  });
  await sink.finish();
  if (result?.type === "Failed") {
    throw new CliError(`job ${nameOf(object as KubeObject)} failed: ${result.reason ?? ""}: ${result.message ?? ""}`);
  }
}

/** Which container was taken is told once. */
function cached(ask: (pod: KubeObject) => LogRequest[]): (pod: KubeObject) => LogRequest[] {
  const known = new Map<string, LogRequest[]>();
  return (pod) => {
    const key = nameOf(pod);
    const found = known.get(key) ?? ask(pod);
    known.set(key, found);
    return found;
  };
}

const statusOf = ({ status }: KubeObject): JsonObject => (isObject(status) ? status : {});
const hasRun = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(String(statusOf(pod).phase));

/** The condition that says how a job has ended. */
function resultOf(job: KubeObject): JsonObject | undefined {
  const { conditions } = statusOf(job);
  return (Array.isArray(conditions) ? conditions.filter(isObject) : []).find(
    ({ type, status }) => (type === "Complete" || type === "Failed") && status === "True",
  );
}

/** A pod that is away for the moment may come back. */
const orNone = async (asked: Promise<KubeObject>): Promise<KubeObject[]> => {
  try {
    return [await asked];
  } catch (error) {
    if (isNotFound(error) || /\(NotFound\)/.test((error as Error).message)) return [];
    throw error;
  }
};
