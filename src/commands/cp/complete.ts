import { readdir } from "node:fs/promises";
import type { Cluster } from "../../client/cluster.ts";
import type { Completion } from "../../core/completion.ts";
import { nameOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { listPods } from "../../pods/first-pod.ts";
import { completeTypeAndName } from "../../resources/complete.ts";
import type { Given } from "./cp.ts";

const NO_SPACE = 2;

/** Completes the first place with namespaces, pods and files; what nothing is known of is left to the shell. */
export async function completePlace({ args, cluster, world }: Given, word: string): Promise<Completion> {
  const isPath = /^[./]/.test(word) || word.includes(":");
  return { words: args.length > 0 || isPath ? [] : await placesFor(cluster, world, word), directive: NO_SPACE };
}

async function placesFor(cluster: Cluster, world: World, word: string): Promise<string[]> {
  const slash = word.indexOf("/");
  if (slash >= 0) {
    const namespace = word.slice(0, slash);
    const pods = await listPods(cluster, { namespace, labelSelector: "" }).catch(() => []);
    return pods.map((pod) => `${namespace}/${nameOf(pod)}:`).filter((one) => one.startsWith(word));
  }
  const [namespaces, pods] = await Promise.all(
    ["namespaces", "pods"].map((type) => completeTypeAndName(cluster, [type], word)),
  );
  const known = [
    ...(namespaces?.words ?? []).map((name) => `${name}/`),
    ...(pods?.words ?? []).map((name) => `${name}:`),
  ];
  if (known.length === 0) return [];
  return [...known, ...(word === "" ? ["./", "/"] : await filesFor(world.cwd, word))];
}

async function filesFor(folder: string, word: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const fitting = entries.filter(({ name }) => name.startsWith(word));
  return fitting.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
}
