import type { Resource, ServedApi } from "../client/resource.ts";
import { type ResourceReading, readResourceWord } from "../core/names.ts";

/** The resource that a word names in what the server serves: plural, singular, kind or short name, any case. */
export function findResource(served: ServedApi, word: string): Resource | undefined {
  return matches(served, word)[0];
}

/** Every resource the word could mean, the preferred one first. */
export function matches(served: ServedApi, word: string): Resource[] {
  for (const reading of readResourceWord(word).readings) {
    const found = read(served, reading);
    if (found.length > 0) return found;
  }
  return [];
}

/** The other groups that a short name could have meant: kubectl warns about them. */
export function otherMeanings(served: ServedApi, word: string): Resource[] {
  if (word.includes(".") || named(served, word.toLowerCase()).length > 0) return [];
  const [first, ...others] = distinct(byShortName(served, word.toLowerCase()));
  return first ? others.filter((other) => other.group !== first.group) : [];
}

function read(served: ServedApi, reading: ResourceReading): Resource[] {
  const name = reading.resource.toLowerCase();
  const direct = named(served, name);
  const candidates = inGroup(direct.length > 0 ? direct : byShortName(served, name), reading.group);
  const versioned =
    reading.version === undefined ? candidates : candidates.filter((one) => one.version === reading.version);
  return ordered(served, versioned);
}

const named = (served: ServedApi, name: string): Resource[] => {
  const plural = served.resources.filter((one) => one.plural === name);
  const singular = (one: Resource) => one.singular === name || one.kind.toLowerCase() === name;
  return [...plural, ...served.resources.filter((one) => one.plural !== name && singular(one))];
};

const byShortName = (served: ServedApi, name: string): Resource[] =>
  served.resources.filter((one) => one.shortNames.includes(name));

/** An exact group wins; otherwise its beginning is enough ("deploy.ap"). */
function inGroup(candidates: Resource[], group: string | undefined): Resource[] {
  if (group === undefined) return candidates;
  const exact = candidates.filter((one) => one.group === group);
  if (exact.length > 0 || group === "") return exact;
  return candidates.filter((one) => one.group.startsWith(group));
}

/** Groups in the server's order; within a group the preferred version first. */
function ordered(served: ServedApi, candidates: Resource[]): Resource[] {
  const rank = (one: Resource): number => {
    const at = served.groups.findIndex((group) => group.name === one.group);
    const group = served.groups[at];
    const version = one.version === group?.preferred ? 0 : 1 + (group?.versions.indexOf(one.version) ?? 0);
    return at * 1000 + version;
  };
  return candidates
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function distinct(resources: Resource[]): Resource[] {
  const seen = new Set<string>();
  return resources.filter((one) => !seen.has(`${one.plural}.${one.group}`) && seen.add(`${one.plural}.${one.group}`));
}

/** The resources of a category such as "all", preferred versions only; undefined when nothing has that category. */
export function expandCategory(served: ServedApi, category: string): Resource[] | undefined {
  const found = preferredResources(served).filter((one) => one.categories.includes(category));
  return found.length > 0 ? found : undefined;
}

/** Every resource once, in its group's preferred version (or the first version that has it). */
export function preferredResources(served: ServedApi): Resource[] {
  return served.groups.flatMap((group) => {
    const own = served.resources.filter((one) => one.group === group.name);
    return distinct(ordered(served, own)).sort((a, b) => own.indexOf(a) - own.indexOf(b));
  });
}

/** The resource of a kind in a group and version, as manifests name it. */
export const findKind = (served: ServedApi, group: string, version: string, kind: string): Resource | undefined =>
  served.resources.find((one) => one.kind === kind && one.group === group && one.version === version);
