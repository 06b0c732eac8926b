import type { Resource, ServedApi } from "../client/resource.ts";
import { type ResourceReading, readResourceWord } from "../core/names.ts";

/** The resource that a word names in what the server serves: plural, singular, kind or short name, any case. */
export function findResource(served: ServedApi, word: string): Resource | undefined {
  return matches(served, word)[0];
}

/** Every resource the word could mean, the preferred one first. */
export function matches(served: ServedApi, word: string): Resource[] {
  const { readings } = readResourceWord(word);
  for (const reading of readings) {
    const found = read(served, withoutShortcut(served, reading).reading);
    if (found.length > 0) return found;
  }
  for (const reading of readings) {
    const found = ofKind(served, reading);
    if (found.length > 0) return found;
  }
  return [];
}

/** The resource of a plural, singular or short name in a group (its beginning is enough), kinds left aside. */
export const findNamed = (served: ServedApi, reading: ResourceReading): Resource | undefined =>
  read(served, withoutShortcut(served, reading).reading)[0];

/** The other types that a short name could have meant: kubectl warns about them. */
export function otherMeanings(served: ServedApi, word: string): Resource[] {
  for (const reading of readResourceWord(word).readings) {
    const plain = withoutShortcut(served, reading);
    if (read(served, plain.reading).length > 0) return plain.others;
  }
  return [];
}

interface Plain {
  readonly reading: ResourceReading;
  readonly others: Resource[];
}

/**
 * A short name replaced by its type, in the group's preferred version. As kubectl, a version that was asked for counts
 * only where the group is not spelled out (`hpa.v1.auto`). Other words stay.
 */
function withoutShortcut(served: ServedApi, reading: ResourceReading): Plain {
  const { resource: name, group, version } = reading;
  const inGroup = (one: Resource) => group === undefined || one.group === group;
  if (served.resources.some((one) => (one.plural === name || one.singular === name) && inGroup(one))) {
    return { reading, others: [] };
  }
  const short = served.resources.filter((one) => one.shortNames.includes(name));
  const exact = distinct(short.filter(inGroup));
  const [first, ...others] =
    exact.length > 0 ? exact : distinct(short.filter((one) => one.group.startsWith(group as string)));
  if (!first) return { reading, others: [] };
  const plain = { resource: first.plural, ...(first.group ? { group: first.group } : {}) };
  return { reading: exact.length > 0 || version === undefined ? plain : { ...plain, version }, others };
}

/** The resources with a plural or singular name; of a group its beginning is enough, unless a version stands with it. */
function read(served: ServedApi, { resource, version, group = "" }: ResourceReading): Resource[] {
  const name = resource.toLowerCase();
  const isNamed = (one: Resource) => one.plural === name || (one.singular || one.kind.toLowerCase()) === name;
  const fits = (one: Resource) =>
    version === undefined
      ? one.group.startsWith(group)
      : one.version === version && (group === "" || one.group === group);
  const found = served.resources.filter((one) => fits(one) && isNamed(one));
  return ordered(served, [
    ...found.filter((one) => one.plural === name),
    ...found.filter((one) => one.plural !== name),
  ]);
}

/** The resources of a kind as manifests spell it, or in small letters, in exactly this group. */
function ofKind(served: ServedApi, { resource, version, group = "" }: ResourceReading): Resource[] {
  const isKind = ({ kind }: Resource) => kind === resource || kind.toLowerCase() === resource;
  const found = served.resources.filter((one) => one.group === group && isKind(one));
  return ordered(
    served,
    found.filter((one) => version === undefined || one.version === version),
  );
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
  // Most words are no category.
  if (!served.resources.some((one) => one.categories.includes(category))) return undefined;
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
