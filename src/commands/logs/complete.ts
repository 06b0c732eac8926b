import type { Completion } from "../../core/completion.ts";
import { kindOf } from "../../core/object.ts";
import { completeContainer, completePod } from "../../pods/complete.ts";
import { firstPod } from "../../pods/first-pod.ts";
import { podSelectorOf } from "../../pods/selector.ts";
import type { Given } from "./check.ts";
import { objectNamed } from "./pods.ts";

const NOTHING: Completion = { words: [], directive: 4 };
/** How long the shell waits for a workload's first pod. */
const PATIENCE = 1000;

/** Completes a pod or TYPE/NAME, then one of its containers. */
export async function completeLogs(given: Given, word: string): Promise<Completion> {
  const { cluster, world, args } = given;
  const [named, ...more] = args;
  if (named === undefined) return await completePod(cluster, word);
  if (more.length > 0) return NOTHING;
  const object = await objectNamed(given, named);
  if (kindOf(object) === "Pod") return completeContainer(object, word);
  const { name: namespace } = await cluster.namespace();
  const search = { namespace, labelSelector: podSelectorOf(object) };
  const { pod } = await firstPod(cluster, search, { timeout: PATIENCE }, world);
  return completeContainer(pod, word);
}
