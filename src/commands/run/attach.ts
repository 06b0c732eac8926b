import { isNotFound } from "../../client/status.ts";
import type { Propagation } from "../../core/cascade.ts";
import { CliError } from "../../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { defaultContainer } from "../../pods/containers.ts";
import { PODS } from "../../pods/first-pod.ts";
import { deleteObject } from "../../resources/deletion.ts";
import { attachToNew, hasEnded, isReadyOrOver, type NewPod, phaseOf, waitForPod } from "../../streams/new-pod.ts";
import type { RunGiven } from "./check.ts";

/** Stays with a pod that was created until it ends, and resolves to its exit code; --rm deletes what was created. */
export async function stayWith(
  given: RunGiven,
  { pod, service }: { readonly pod: KubeObject; readonly service: KubeObject | undefined },
  propagation: Propagation,
): Promise<number> {
  const { flags, world } = given;
  const removed = flags.rm ? [pod, ...(service ? [service] : [])] : [];
  let end: Ending;
  try {
    end = await untilEnded(given, { cluster: given.cluster, world, pod });
  } finally {
    await remove(given, removed, propagation);
  }
  if (end.words) world.streams.stderr.write(end.words.replace(/\n?$/, "\n"));
  return end.code;
}

interface Ending {
  readonly code: number;
  /** What is said about a pod that has failed. */
  readonly words?: string;
}

async function untilEnded({ flags, world }: RunGiven, made: NewPod): Promise<Ending> {
  const pod = await waitForPod(made, isReadyOrOver, flags.podRunningTimeout);
  const { name, notice } = defaultContainer(pod);
  if (notice && !flags.quiet) world.streams.stderr.write(`${notice}\n`);
  const code = await attachToNew({ ...made, pod }, { ...flags, container: name }, hasEnded(pod));
  if (code !== 0) return { code };
  const policy = isObject(pod.spec) ? pod.spec.restartPolicy : undefined;
  if (flags.leaveStdinOpen || policy === "Always") return { code: 0 };
  const isOver = policy === "Never" ? hasEnded : (one: KubeObject) => phaseOf(one) === "Succeeded";
  return endingOf(await waitForPod(made, isOver, flags.podRunningTimeout));
}

/** How a pod's only container has ended, in kubectl's words. */
export function endingOf(pod: KubeObject): Ending {
  if (phaseOf(pod) === "Succeeded") return { code: 0 };
  const place = `pod ${namespaceOf(pod)}/${nameOf(pod)}`;
  const terminated = terminatedOf(pod);
  const code = Number(terminated?.exitCode ?? 0);
  if (!terminated || code === 0) throw new CliError(`${place} failed with unknown exit code`);
  const { reason, message = "" } = terminated;
  return { code, words: `${place} terminated (${reason})${message === "" ? "" : `\n${message}`}` };
}

function terminatedOf({ status }: KubeObject): JsonObject | undefined {
  const { containerStatuses } = isObject(status) ? status : {};
  const [first] = Array.isArray(containerStatuses) ? containerStatuses : [];
  const { terminated } = isObject(first) && isObject(first.state) ? first.state : {};
  return isObject(terminated) ? terminated : undefined;
}

const SERVICES = { ...PODS, kind: "Service", plural: "services", singular: "service" };

async function remove(
  { cluster, flags, world }: RunGiven,
  objects: readonly KubeObject[],
  propagation: Propagation,
): Promise<void> {
  const deleting = { propagation, gracePeriod: -1, isDryRun: false, isTyped: true };
  for (const object of objects) {
    const resource = object.kind === "Service" ? SERVICES : PODS;
    const [namespace, name] = [namespaceOf(object), nameOf(object)];
    try {
      await deleteObject(cluster, { resource, namespace, name }, deleting);
    } catch (error) {
      if (isNotFound(error)) continue;
      throw error;
    }
    if (flags.quiet) continue;
    world.streams.stdout.write(`${resource.singular} ${JSON.stringify(name)} deleted from ${namespace} namespace\n`);
  }
}
