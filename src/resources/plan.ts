import type { Resource, ServedApi } from "../client/resource.ts";
import { CliError } from "../core/errors.ts";
import type { Pair, Words } from "./args.ts";
import { expandCategory, findResource, otherMeanings } from "./mapper.ts";
import { type Target, typeName } from "./target.ts";

export interface Scope {
  readonly namespace: string;
  readonly allNamespaces: boolean;
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly subresource: string;
  /** Whether a bare type means all of its objects (get) or needs --all or a selector (label). */
  readonly bareTypes: boolean;
}

/** Finds the resource of a word, asking the server anew before giving up; throws kubectl's error. */
export type Lookup = (word: string) => Promise<Resource>;

/** A lookup over what the server serves; `served(true)` is asked once when a word is unknown. */
export function lookup(served: (fresh?: boolean) => Promise<ServedApi>): Lookup {
  return async (word) => {
    const found = findResource(await served(), word) ?? findResource(await served(true), word);
    if (!found) throw new CliError(`the server doesn't have a resource type ${JSON.stringify(word.split(".")[0])}`);
    return found;
  };
}

/** What is known of the server, and where to say that a word could mean something else, too. */
export interface Knowledge {
  served(fresh?: boolean): Promise<ServedApi>;
  warn(text: string): void;
}

/** Turns the user's words into what to ask for, in order; throws kubectl's errors for impossible combinations. */
export async function planTargets(words: Words, scope: Scope, knowledge: Knowledge): Promise<Target[]> {
  switch (words.form) {
    case "none":
      return [];
    case "pairs":
      if (scope.labelSelector || scope.fieldSelector) {
        throw new CliError("selectors and the all flag cannot be used when passing resource/name arguments");
      }
      return await pairTargets(words.pairs, scope, knowledge);
    case "names": {
      if (scope.labelSelector || scope.fieldSelector) {
        throw new CliError("name cannot be provided when a selector is specified");
      }
      const resources = await resolveTypes(words.types, knowledge);
      if (resources.length > 1) throw new CliError("you must specify only one resource");
      return resources.flatMap((resource) => words.names.map((name) => named(resource, name, scope)));
    }
    case "types": {
      const resources = await resolveTypes(words.types, knowledge);
      if (!scope.bareTypes && !scope.labelSelector && !scope.fieldSelector) throw needsName();
      if (scope.subresource) throw new CliError("subresource cannot be used when bulk resources are specified");
      return resources.map((resource) => all(resource, scope));
    }
  }
}

const needsName = (): CliError => new CliError("resource(s) were provided, but no name was specified");

/** Every type of the pairs is looked up (and warned about) once, before anything is refused. */
async function pairTargets(pairs: readonly Pair[], scope: Scope, knowledge: Knowledge): Promise<Target[]> {
  const resources = new Map<string, Resource>();
  for (const { type } of pairs) {
    if (!resources.has(type)) resources.set(type, await resolveType(type, knowledge));
  }
  return pairs.map(({ type, name }) => named(resources.get(type) as Resource, name, scope));
}

async function resolveType(word: string, { served, warn }: Knowledge): Promise<Resource> {
  for (const other of otherMeanings(await served(), word)) {
    warn(`short name "${word.split(".")[0]}" could also match lower priority resource ${typeName(other)}`);
  }
  return await lookup(served)(word);
}

/** Types in the order given, categories expanded, each resource once. */
async function resolveTypes(words: readonly string[], knowledge: Knowledge): Promise<Resource[]> {
  const found = new Map<string, Resource>();
  for (const word of words) {
    const category = expandCategory(await knowledge.served(), word);
    for (const resource of category ?? [await resolveType(word, knowledge)]) {
      found.set(`${resource.plural}.${resource.version}.${resource.group}`, resource);
    }
  }
  return [...found.values()];
}

function named(resource: Resource, name: string, scope: Scope): Target {
  if (resource.namespaced && scope.allNamespaces) {
    throw new CliError("a resource cannot be retrieved by name across all namespaces");
  }
  return {
    resource,
    name,
    namespace: resource.namespaced ? scope.namespace : undefined,
    ...(scope.subresource ? { subresource: scope.subresource } : {}),
  };
}

function all(resource: Resource, scope: Scope): Target {
  return {
    resource,
    namespace: resource.namespaced && !scope.allNamespaces ? scope.namespace : undefined,
    labelSelector: scope.labelSelector,
    fieldSelector: scope.fieldSelector,
  };
}
