import type { Cluster } from "../../client/cluster.ts";
import type { Resource, ServedApi } from "../../client/resource.ts";
import { readResourceWord } from "../../core/names.ts";
import { findNamed, otherMeanings } from "../../resources/mapper.ts";
import { typeName } from "../../resources/target.ts";

/** A type as a review asks about it, and what is odd about the word. */
export interface AskedType {
  readonly group: string;
  readonly resource: string;
  readonly problem?: string;
}

/** Words that name what can be impersonated; no server serves them as types. */
const UNSERVED = new Set(["users", "groups"]);

/** The type that a word means; one that is not served is asked about as it was typed. */
export async function typeOfWord(cluster: Cluster, word: string, inNamespace: boolean): Promise<AskedType> {
  if (word === "*") return { group: "", resource: "*" };
  const found = await find(cluster, word.toLowerCase());
  if (!found) {
    if (UNSERVED.has(word.toLowerCase())) return { group: "", resource: word };
    return { group: "", resource: word, problem: `the server doesn't have a resource type ${inGroup(word)}` };
  }
  const { group, plural: resource, namespaced } = found;
  if (namespaced || !inNamespace) return { group, resource };
  const where = group ? ` in group '${group}'` : "";
  return { group, resource, problem: `resource '${resource}' is not namespace scoped${where}` };
}

function inGroup(word: string): string {
  const dot = word.indexOf(".");
  const group = dot < 0 ? "" : word.slice(dot + 1);
  return `'${dot < 0 ? word : word.slice(0, dot)}'${group ? ` in group '${group}'` : ""}`;
}

/** As kubectl: a server that cannot say what it serves is asked about the right all the same. */
async function find(cluster: Cluster, word: string): Promise<Resource | undefined> {
  const look = (served: ServedApi) => {
    for (const reading of readResourceWord(word).readings) {
      const found = findNamed(served, reading);
      if (found) return found;
    }
    return undefined;
  };
  try {
    const known = await cluster.served();
    for (const other of otherMeanings(known, word)) {
      cluster.warn(`short name "${word.split(".")[0]}" could also match lower priority resource ${typeName(other)}`);
    }
    return look(known) ?? look(await cluster.served(true));
  } catch {
    return undefined;
  }
}
