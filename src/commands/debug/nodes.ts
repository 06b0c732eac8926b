import { nodePod } from "../../debug/node.ts";
import { PODS } from "../../pods/first-pod.ts";
import { createObject } from "../../resources/create.ts";
import type { Checked, Given } from "./check.ts";
import { containerWords } from "./pods.ts";
import { type Made, suffix } from "./run.ts";

/** The longest name that a pod may have, less the suffix and its dash. */
const LONGEST = 253 - 6;

/** Makes a pod that looks at a node. */
export async function createNodePod(given: Given, checked: Checked, node: string): Promise<Made> {
  const { flags, cluster, world } = given;
  const name = `${`node-debugger-${node}`.slice(0, LONGEST)}-${suffix()}`;
  const container = flags.container || "debugger";
  if (!flags.quiet) {
    world.streams.stdout.write(`Creating debugging pod ${name} with container ${container} on node ${node}.\n`);
  }
  const object = nodePod(node, { ...checked, name, container, words: containerWords(given, checked) });
  const { name: namespace } = await cluster.namespace();
  const created = await createObject(cluster, { resource: PODS, namespace, object, query: {} });
  return { pod: created, container };
}
