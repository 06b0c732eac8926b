import { isNotFound, type StatusError } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { firstPod, listPods } from "../../pods/first-pod.ts";
import { podSelectorOf } from "../../pods/selector.ts";
import { selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { goTypeName } from "../../typed/objects.ts";
import type { Given } from "./check.ts";

const NO_FILES = { filename: [], recursive: false, kustomize: "" };

/** The pods of what a word names: a pod itself, or one or all of an object's. */
export async function podsOf(
  given: Given,
  namespace: string,
  named: string,
  notify: (notice: string) => void,
): Promise<KubeObject[]> {
  const { flags, cluster, world } = given;
  const object = await objectNamed(given, named);
  if (kindOf(object) === "Pod") return [object];
  const search = { namespace, labelSelector: selectorOf(object) };
  const { pod, count } = await firstPod(cluster, search, { timeout: flags.podRunningTimeout }, world);
  if (flags.allPods) return await listPods(cluster, search);
  if (count > 1) notify(`Found ${count} pods, using pod/${nameOf(pod)}`);
  return [pod];
}

/** The object that a word names, a pod or TYPE/NAME; throws kubectl's error when it is not there. */
export async function objectNamed(
  { cluster, world }: Pick<Given, "cluster" | "world">,
  named: string,
): Promise<KubeObject> {
  const scope = await selectionScope(cluster);
  const args = named.includes("/") ? [named] : ["pods", named];
  const { entries } = await selectObjects(cluster, { ...scope, args, files: NO_FILES, chunkSize: 0 }, world);
  const [entry] = entries;
  if (entry && "error" in entry) throw withNamespace(entry.error, scope.namespace);
  if (!entry) throw new CliError("no objects were found");
  return entry.object;
}

/** The selector of an object's pods; throws kubectl's error for kinds without any. */
export function selectorOf(object: KubeObject): string {
  try {
    return podSelectorOf(object);
  } catch (error) {
    throw new CliError(`cannot get the logs from ${goTypeName(object)}: ${(error as Error).message}`);
  }
}

/** kubectl says in which namespace it has looked. */
function withNamespace(error: unknown, namespace: string): unknown {
  if (!isNotFound(error)) return error;
  const { detail } = error as StatusError;
  return new CliError(`error from server (NotFound): ${detail} in namespace ${JSON.stringify(namespace)}`);
}
