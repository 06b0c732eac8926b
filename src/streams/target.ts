import type { Cluster } from "../client/cluster.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";
import type { Output, World } from "../core/world.ts";
import { defaultContainer, namedContainer } from "../pods/containers.ts";
import { firstPod } from "../pods/first-pod.ts";
import { byUse } from "../pods/rank.ts";
import { podSelectorOf } from "../pods/selector.ts";
import type { FileFlags } from "../resources/files.ts";
import { selectObjects } from "../resources/objects.ts";
import { selectionScope } from "../resources/selection.ts";
import { goTypeName } from "../typed/objects.ts";

export interface PodWanted {
  /** A pod's name or TYPE/NAME; undefined where a manifest names it. */
  readonly named: string | undefined;
  readonly files: FileFlags;
  /** How long to wait for a workload's first pod, in milliseconds. */
  readonly timeout: number;
  /** What is done, for messages: "exec into". */
  readonly what: string;
}

/** The pod to work in: the one that is named, or the best of a workload's. Throws kubectl's errors. */
export const podToUse = async (cluster: Cluster, wanted: PodWanted, world: World): Promise<KubeObject> =>
  (await objectAndPod(cluster, wanted, world)).pod;

/** The same with the object that was named. */
export async function objectAndPod(
  cluster: Cluster,
  wanted: PodWanted,
  world: World,
): Promise<{ readonly object: KubeObject; readonly pod: KubeObject }> {
  const { named, files, timeout, what } = wanted;
  const scope = await selectionScope(cluster);
  const args = named === undefined ? [] : [named.includes("/") ? named : `pods/${named}`];
  const { entries } = await selectObjects(cluster, { ...scope, args, files, chunkSize: 0 }, world);
  const [entry] = entries;
  if (!entry || entries.length > 1) throw new CliError(`cannot ${what} multiple objects at a time`);
  if ("error" in entry) throw entry.error;
  const { object } = entry;
  if (kindOf(object) === "Pod") return { object, pod: object };
  const search = { namespace: scope.namespace, labelSelector: selectorOf(object) };
  return { object, pod: (await firstPod(cluster, search, { timeout, order: byUse }, world)).pod };
}

function selectorOf(object: KubeObject): string {
  try {
    return podSelectorOf(object);
  } catch (error) {
    throw new CliError(`cannot attach to ${goTypeName(object)}: ${(error as Error).message}`);
  }
}

/** Throws kubectl's error for a pod that has run to its end. */
export function refuseCompleted(pod: KubeObject, what: string): void {
  const phase = isObject(pod.status) ? pod.status.phase : undefined;
  if (phase === "Succeeded" || phase === "Failed") {
    throw new CliError(`cannot ${what} a container in a completed pod; current phase is ${phase}`);
  }
}

/** Who is told: a World, or something that stands for one. */
interface Ear {
  readonly streams: { readonly stderr: Pick<Output, "write"> };
}

/** The container to work in; which one was taken for want of a name is told on stderr, unless `quiet`. */
export function containerToUse(pod: KubeObject, container: string, quiet: boolean, { streams }: Ear): string {
  if (container !== "") return namedContainer(pod, container);
  const { name, notice } = defaultContainer(pod);
  if (notice && !quiet) streams.stderr.write(`${notice}\n`);
  return name;
}

/** The path of a sub-resource of a pod that streams; repeated parameters stay in their order. */
export function streamPath(
  pod: KubeObject,
  subresource: string,
  query: readonly (readonly [string, string])[],
): string {
  const { namespace } = isObject(pod.metadata) ? pod.metadata : {};
  const place = `/api/v1/namespaces/${encodeURIComponent(String(namespace))}/pods/${encodeURIComponent(nameOf(pod))}`;
  return `${place}/${subresource}?${new URLSearchParams(query.map(([key, value]): [string, string] => [key, value]))}`;
}
