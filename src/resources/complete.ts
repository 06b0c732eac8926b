import type { Cluster } from "../client/cluster.ts";
import type { Resource } from "../client/resource.ts";
import type { Completion } from "../core/completion.ts";
import { nameOf } from "../core/object.ts";
import { readArgs } from "./args.ts";
import { fetchPages, itemsOf } from "./fetch.ts";
import { preferredResources } from "./mapper.ts";
import { planTargets } from "./plan.ts";
import { typeName } from "./target.ts";

const METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
const NO_SPACE_NO_FILES = 6;
const NO_FILES = 4;

/**
 * Completes `TYPE NAME...` and `TYPE/NAME`: types that can be fetched, or those that the command is for, then the names of
 * their objects.
 */
export async function completeTypeAndName(
  cluster: Cluster,
  args: readonly string[],
  word: string,
  types?: readonly string[],
): Promise<Completion> {
  const slash = word.indexOf("/");
  const [type] = args;
  if (slash >= 0) {
    const prefix = word.slice(0, slash);
    const names = (await namesOf(cluster, prefix)).map((name) => `${prefix}/${name}`);
    const others = names.filter((name) => !args.includes(name));
    return { words: starting(others, word), directive: NO_FILES };
  }
  if (type === undefined) {
    return { words: types ? starting(types, word) : await typeWords(cluster, word), directive: NO_FILES };
  }
  if (type.includes("/")) {
    const more = (types ?? (await fetchable(cluster)).map(typeName)).map((one) => `${one}/`);
    return { words: starting(more, word), directive: NO_SPACE_NO_FILES };
  }
  const names = (await namesOf(cluster, type)).filter((name) => !args.includes(name));
  return { words: starting(names, word), directive: NO_FILES };
}

/** Types after the last comma of the word, the earlier ones kept in front. */
async function typeWords(cluster: Cluster, word: string): Promise<string[]> {
  const head = word.slice(0, word.lastIndexOf(",") + 1);
  return starting(
    (await fetchable(cluster)).map((one) => head + typeName(one)),
    word,
  );
}

const starting = (words: readonly string[], word: string): string[] => words.filter((one) => one.startsWith(word));

async function fetchable(cluster: Cluster): Promise<Resource[]> {
  const resources = preferredResources(await cluster.served()).filter((one) => one.verbs.includes("get"));
  return resources.sort((a, b) => compare(a.group, b.group) || compare(a.plural, b.plural));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function namesOf(cluster: Cluster, type: string): Promise<string[]> {
  const { name: namespace } = await cluster.namespace();
  const scope = {
    namespace,
    allNamespaces: false,
    labelSelector: "",
    fieldSelector: "",
    subresource: "",
    bareTypes: true,
  };
  const targets = await planTargets(readArgs([type], ""), scope, cluster);
  const names: string[] = [];
  for (const target of targets) {
    const pages = fetchPages(cluster, target, { accept: METADATA, chunkSize: 0 }, () => undefined);
    for await (const page of pages) names.push(...itemsOf(page).map(nameOf));
  }
  return names;
}
