import { type KubeObject, namespaceOf } from "../../core/object.ts";
import type { Change } from "../store/store.ts";
import { expired } from "./error.ts";
import type { Listing } from "./list.ts";
import type { Machine } from "./machine.ts";
import { readSelectors } from "./select.ts";

/** One event of a watch stream; a BOOKMARK's object has only a version. */
export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  readonly object: KubeObject;
  /** Ends the initial list of sendInitialEvents. */
  readonly isInitialEnd?: boolean;
}

export interface Watching extends Listing {
  /** "" and "0" begin with what is there. */
  readonly resourceVersion?: string;
  readonly sendInitialEvents?: boolean;
}

/**
 * Tells every change of the objects that are asked for, from a version on; the function it gives ends that. An object
 * that begins or ceases to match the selectors is ADDED or DELETED. Throws the 410 of a version too old to know.
 */
export function watchObjects(machine: Machine, asked: Watching, tell: (event: WatchEvent) => void): () => void {
  const { kind, namespace } = asked;
  const wanted = readSelectors(kind, asked.labelSelector ?? "", asked.fieldSelector ?? "") ?? (() => true);
  const isOurs = (object: KubeObject) =>
    !kind.namespaced || namespace === undefined || namespaceOf(object) === namespace;
  const from = Number(asked.resourceVersion ?? "0") || 0;
  const missed = from === 0 ? [] : machine.store.since(from);
  if (!missed) throw expired(`too old resource version: ${from} (${machine.store.version()})`);
  if (from === 0 && asked.sendInitialEvents !== false) {
    for (const object of machine.store.list(kind.key, kind.namespaced ? namespace : undefined)) {
      if (wanted(object)) tell({ type: "ADDED", object });
    }
  }
  if (asked.sendInitialEvents) tell({ type: "BOOKMARK", object: bookmark(machine), isInitialEnd: true });
  const pass = (change: Change): void => {
    if (change.resource !== kind.key || !isOurs(change.object)) return;
    const type = typeFor(change, wanted);
    if (type) tell({ type, object: change.object });
  };
  for (const change of missed) pass(change);
  return machine.store.subscribe(pass);
}

function typeFor(
  { type, object, before }: Change,
  wanted: (object: KubeObject) => boolean,
): WatchEvent["type"] | undefined {
  const [was, is] = [before !== undefined && wanted(before), type !== "DELETED" && wanted(object)];
  if (is) return was ? "MODIFIED" : "ADDED";
  return was ? "DELETED" : undefined;
}

/** An object that says nothing but how far the watch has come. */
export const bookmark = ({ store }: Machine): KubeObject => ({
  metadata: { resourceVersion: String(store.version()) },
});
