import type { Cluster } from "../../client/cluster.ts";
import type { Completion } from "../../core/completion.ts";
import { kindOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { portsOf } from "../../forward/ports.ts";
import { completePod } from "../../pods/complete.ts";
import { objectAndPod } from "../../streams/target.ts";

const NO_FILES = 4;
/** How long the shell waits for a workload's first pod, in milliseconds. */
const PATIENCE = 1000;

/** Completes the pod or TYPE/NAME, then the first of its ports. */
export async function completeArgument(
  cluster: Cluster,
  [named, ...ports]: readonly string[],
  word: string,
  world: World,
): Promise<Completion> {
  if (named === undefined) return await completePod(cluster, word);
  if (ports.length > 0) return { words: [], directive: NO_FILES };
  const files = { filename: [], recursive: false, kustomize: "" };
  const found = await objectAndPod(cluster, { named, files, timeout: PATIENCE, what: "forward to" }, world);
  const owner = kindOf(found.object) === "Service" ? found.object : found.pod;
  return { words: portsOf(owner).map((port) => withLocal(word, port)), directive: NO_FILES };
}

/** A port behind the one here that was typed, which is the same where none was. */
const withLocal = (word: string, port: number): string => `${word === "" ? port : word.split(":")[0]}:${port}`;
