import type { Completion } from "../../core/completion.ts";
import { completeContainer } from "../../pods/complete.ts";
import { podToUse } from "../../streams/target.ts";
import type { Given } from "./exec.ts";

const NOTHING: Completion = { words: [], directive: 4 };
/** How long the shell waits for a workload's first pod, in milliseconds. */
const PATIENCE = 1000;

/** Completes -c with the containers of the pod that is named before. */
export async function completeContainerFlag({ args, cluster, world }: Given, word: string): Promise<Completion> {
  const [named] = args;
  if (named === undefined) return NOTHING;
  const files = { filename: [], recursive: false, kustomize: "" };
  const pod = await podToUse(cluster, { named, files, timeout: PATIENCE, what: "exec into" }, world);
  return completeContainer(pod, word);
}
