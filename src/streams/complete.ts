import type { Cluster } from "../client/cluster.ts";
import type { Completion } from "../core/completion.ts";
import type { World } from "../core/world.ts";
import { completeContainer } from "../pods/complete.ts";
import { podToUse } from "./target.ts";

const NOTHING: Completion = { words: [], directive: 4 };
/** How long the shell waits for a workload's first pod, in milliseconds. */
const PATIENCE = 1000;

/** Completes a container's name with those of the pod that is named before. */
export async function completeContainerOf(
  { args, cluster, world }: { readonly args: readonly string[]; readonly cluster: Cluster; readonly world: World },
  word: string,
): Promise<Completion> {
  const [named] = args;
  if (named === undefined) return NOTHING;
  const files = { filename: [], recursive: false, kustomize: "" };
  const pod = await podToUse(cluster, { named, files, timeout: PATIENCE, what: "work in" }, world);
  return completeContainer(pod, word);
}
