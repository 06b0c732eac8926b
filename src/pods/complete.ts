import type { Cluster } from "../client/cluster.ts";
import type { Completion } from "../core/completion.ts";
import type { KubeObject } from "../core/object.ts";
import { completeTypeAndName } from "../resources/complete.ts";
import { containersOf, everyContainer } from "./containers.ts";

const NO_FILES = 4;
/** Types that pods can be found by, in kubectl's order. */
const TYPES = [
  "daemonsets/",
  "deployments/",
  "pods/",
  "jobs/",
  "replicasets/",
  "replicationcontrollers/",
  "services/",
  "statefulsets/",
];

/** Completes a pod's name or TYPE/NAME, as the commands take it that work on one pod. */
export async function completePod(cluster: Cluster, word: string): Promise<Completion> {
  if (word.includes("/")) return await completeTypeAndName(cluster, [], word);
  const { words } = await completeTypeAndName(cluster, ["pods"], word);
  return { words: [...words, ...TYPES.filter((one) => one.startsWith(word))], directive: NO_FILES };
}

/** Completes the name of a container of a pod. */
export function completeContainer(pod: KubeObject, word: string): Completion {
  const words = everyContainer(containersOf(pod)).filter((one) => one.startsWith(word));
  return { words, directive: NO_FILES };
}
