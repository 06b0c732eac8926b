import { type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import type { ResourceKey } from "../kinds/kind.ts";

/** One thing that happened to one object, and the version of the whole store after it. */
export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: ResourceKey;
  /** As it is now; for DELETED as it was last, with the version of the deletion. */
  readonly object: KubeObject;
  /** As it was before, for MODIFIED and DELETED. */
  readonly before?: KubeObject;
  readonly version: number;
}

/** Every object of the cluster, in memory. Objects are never changed in place: each write stores a new one. */
export interface Store {
  /** Counts all writes: the resourceVersion of a list. */
  version(): number;
  get(resource: ResourceKey, namespace: string, name: string): KubeObject | undefined;
  /** All objects of a type, or those of one namespace, in the order of their keys. */
  list(resource: ResourceKey, namespace?: string): readonly KubeObject[];
  /** Every type that has objects. */
  resources(): readonly ResourceKey[];
  /** Stores a new or changed object under its next resourceVersion and gives what was stored. */
  put(resource: ResourceKey, object: KubeObject): KubeObject;
  remove(resource: ResourceKey, namespace: string, name: string): KubeObject | undefined;
  /** What happened after a version; undefined when that is too long ago to know. */
  since(version: number): readonly Change[] | undefined;
  /** Calls `listener` after every change, in order; the function it gives ends that. */
  subscribe(listener: (change: Change) => void): () => void;
  /** How many listen now. */
  listeners(): number;
}

/** How many changes are remembered for watches that come late. */
const REMEMBERED = 10_000;
/** Where the real API server's first objects stand, too: not at 1. */
const FIRST_VERSION = 1;

interface Shelf {
  readonly objects: Map<string, KubeObject>;
  /** The sorted keys, once somebody asked for them. */
  sorted: string[] | undefined;
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;

/** An empty store. */
export function createStore(remembered = REMEMBERED): Store {
  const shelves = new Map<ResourceKey, Shelf>();
  const listeners = new Set<(change: Change) => void>();
  let version = FIRST_VERSION;
  let history: Change[] = [];
  let forgotten = FIRST_VERSION;

  const shelf = (resource: ResourceKey): Shelf => {
    const found = shelves.get(resource) ?? { objects: new Map(), sorted: undefined };
    shelves.set(resource, found);
    return found;
  };
  const tell = (change: Change): void => {
    history.push(change);
    if (history.length >= 2 * remembered) {
      forgotten = (history[remembered - 1] as Change).version;
      history = history.slice(remembered);
    }
    for (const listener of listeners) listener(change);
  };
  return {
    version: () => version,
    get: (resource, namespace, name) => shelves.get(resource)?.objects.get(keyOf(namespace, name)),
    list(resource, namespace) {
      const { objects } = shelf(resource);
      const keys = sortedKeys(shelf(resource));
      const wanted = namespace === undefined ? keys : keysOfNamespace(keys, namespace);
      return wanted.map((key) => objects.get(key) as KubeObject);
    },
    resources: () => [...shelves.keys()].filter((key) => shelf(key).objects.size > 0),
    put(resource, object) {
      const place = shelf(resource);
      const key = keyOf(namespaceOf(object), nameOf(object));
      const before = place.objects.get(key);
      version += 1;
      const stored = withVersion(object, version);
      if (!before && place.sorted) insert(place.sorted, key);
      place.objects.set(key, stored);
      tell({ type: before ? "MODIFIED" : "ADDED", resource, object: stored, ...(before ? { before } : {}), version });
      return stored;
    },
    remove(resource, namespace, name) {
      const place = shelf(resource);
      const key = keyOf(namespace, name);
      const before = place.objects.get(key);
      if (!before) return undefined;
      version += 1;
      place.objects.delete(key);
      if (place.sorted) place.sorted.splice(lowerBound(place.sorted, key), 1);
      const object = withVersion(before, version);
      tell({ type: "DELETED", resource, object, before, version });
      return object;
    },
    since(from) {
      if (from < forgotten) return undefined;
      return history.slice(firstAfter(history, from));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    listeners: () => listeners.size,
  };
}

/** The version stands where the real server writes it: behind what identifies the object. */
function withVersion(object: KubeObject, version: number): KubeObject {
  const { name, generateName, namespace, uid, resourceVersion: _, ...rest } = object.metadata as KubeObject;
  const given = Object.entries({ name, generateName, namespace, uid }).filter(([, value]) => value !== undefined);
  const metadata = { ...(Object.fromEntries(given) as KubeObject), resourceVersion: String(version), ...rest };
  return { ...object, metadata };
}

function sortedKeys(shelf: Shelf): readonly string[] {
  shelf.sorted ??= [...shelf.objects.keys()].sort();
  return shelf.sorted;
}

/** The keys of a namespace stand together: "0" is the character after "/". */
function keysOfNamespace(keys: readonly string[], namespace: string): readonly string[] {
  return keys.slice(lowerBound(keys, `${namespace}/`), lowerBound(keys, `${namespace}0`));
}

function insert(keys: string[], key: string): void {
  keys.splice(lowerBound(keys, key), 0, key);
}

function lowerBound(keys: readonly string[], wanted: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as string) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstAfter(history: readonly Change[], version: number): number {
  let [low, high] = [0, history.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history[middle] as Change).version <= version) low = middle + 1;
    else high = middle;
  }
  return low;
}
