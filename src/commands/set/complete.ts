import type { Cluster } from "../../client/cluster.ts";
import type { Completion } from "../../core/completion.ts";
import type { World } from "../../core/world.ts";
import { containerImages } from "../../set/image.ts";

/** The types that hold pod templates, in kubectl's order. */
export const POD_HOLDERS = [
  "daemonsets",
  "deployments",
  "pods",
  "cronjobs",
  "replicasets",
  "replicationcontrollers",
  "statefulsets",
];

interface Asking {
  readonly cluster: Cluster;
  readonly args: readonly string[];
  readonly world: World;
}

const NO_FILES = 4;
const NO_SPACE_NO_FILES = 6;

/** Completes one of these types, then a name. */
export const completeNamed =
  (types: readonly string[]) =>
  async ({ cluster, args }: Omit<Asking, "world">, word: string): Promise<Completion> => {
    if (isNamed(args)) return { words: [], directive: NO_FILES };
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word, types);
  };

const isNamed = ([first = "", ...more]: readonly string[]): boolean => first.includes("/") || more.length > 0;

/** Beyond kubectl: behind the object, the names of its containers, with the images that they have. */
export async function completeImage(asking: Asking, word: string): Promise<Completion> {
  const { args } = asking;
  if (!isNamed(args)) return await completeNamed(POD_HOLDERS)(asking, word);
  const { findObjects } = await import("./select.ts");
  const words = args.filter((one) => !one.includes("="));
  const files = { filename: [], kustomize: "", recursive: false };
  const found = await findObjects({ ...asking, words, flags: { ...files, all: false, local: false } });
  const images = new Map(found.flatMap((one) => ("error" in one ? [] : containerImages(one.object))));
  const wanted = [...images]
    .map(([name, image]) => ({ word: `${name}=`, image }))
    .filter((one) => one.word.startsWith(word) && !args.some((arg) => arg.startsWith(one.word)));
  return { words: wanted.map((one) => `${one.word}\t${one.image}`), directive: NO_SPACE_NO_FILES };
}
