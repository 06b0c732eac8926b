import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { metadataOf, withMetadata } from "../api/metadata.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import { isBeingDeleted, splitThing } from "./owned.ts";

const PROPAGATION = ["foregroundDeletion", "orphan"];

const ownersOf = (object: KubeObject): readonly JsonObject[] => {
  const { ownerReferences } = metadataOf(object);
  return Array.isArray(ownerReferences) ? ownerReferences.filter(isObject) : [];
};

/** Where objects of a kind are kept, by apiVersion and kind. */
export type TypeOf = (apiVersion: string, kind: string) => string | undefined;

/**
 * Deletes what has lost its owners, and ends deletions that wait for dependents (foreground) or leave them (orphan). A thing
 * is "TYPE NAMESPACE/NAME" here, because every type may own and be owned.
 */
export function garbage(typeOf: TypeOf): Controller {
  // What names a uid as its owner; what has gone since is left out when it is looked at.
  const dependents = new Map<string, Set<string>>();
  const dependentsOf = (api: ClusterApi, owner: KubeObject): readonly Dependent[] => {
    const uid = String(metadataOf(owner).uid);
    return [...(dependents.get(uid) ?? [])].flatMap((thing) => {
      const { type, object } = lookUp(api, thing);
      return object && ownersOf(object).some((one) => one.uid === uid) ? [{ type, object }] : [];
    });
  };
  return {
    name: "garbage-collector",
    watches: [],
    concerns(resource, object, api) {
      const self = `${resource} ${namespaceOf(object)}/${nameOf(object)}`;
      const owners = ownersOf(object);
      for (const { uid } of owners) {
        const known = dependents.get(String(uid)) ?? new Set();
        dependents.set(String(uid), known.add(self));
      }
      const above = owners.flatMap((owner) => ownerThing(typeOf, owner, namespaceOf(object)));
      const below = dependentsOf(api, object).map(
        ({ type, object: one }) => `${type} ${namespaceOf(one)}/${nameOf(one)}`,
      );
      return owners.length === 0 && below.length === 0 && !isBeingDeleted(object) ? [] : [self, ...above, ...below];
    },
    reconcile(api, thing) {
      const { type, object } = lookUp(api, thing);
      if (!object) return undefined;
      if (isBeingDeleted(object)) finish(api, type, object, dependentsOf(api, object));
      else if (isOrphan(api, typeOf, object))
        api.delete(type, namespaceOf(object), nameOf(object), { propagation: "Background" });
      return undefined;
    },
  };
}

interface Dependent {
  readonly type: string;
  readonly object: KubeObject;
}

function lookUp(api: ClusterApi, thing: string): { type: string; object: KubeObject | undefined } {
  const space = thing.indexOf(" ");
  const type = thing.slice(0, space);
  return { type, object: api.get(type, ...splitThing(thing.slice(space + 1))) };
}

function ownerThing(typeOf: TypeOf, { apiVersion, kind, name }: JsonObject, namespace: string): string[] {
  const type = typeOf(String(apiVersion), String(kind));
  return type ? [`${type} ${namespace}/${name}`, `${type} /${name}`] : [];
}

/** Every owner it names is gone: none has that name, or another has taken its place. Nothing is known of unknown kinds. */
function isOrphan(api: ClusterApi, typeOf: TypeOf, object: KubeObject): boolean {
  const owners = ownersOf(object);
  return (
    owners.length > 0 &&
    owners.every((owner) => {
      const places = ownerThing(typeOf, owner, namespaceOf(object));
      return (
        places.length > 0 && places.every((thing) => metadataOf(lookUp(api, thing).object ?? {}).uid !== owner.uid)
      );
    })
  );
}

/** A deletion that waits: dependents go first, or are set free. */
function finish(api: ClusterApi, type: string, object: KubeObject, dependents: readonly Dependent[]): void {
  const { finalizers, uid } = metadataOf(object);
  const held = Array.isArray(finalizers) ? finalizers.filter((one) => PROPAGATION.includes(String(one))) : [];
  if (held.length === 0) return;
  if (held.includes("orphan")) {
    for (const { type: other, object: one } of dependents) {
      const left = ownersOf(one).filter((reference) => reference.uid !== uid);
      api.update(other, withMetadata(one, { ownerReferences: left.length > 0 ? [...left] : undefined }));
    }
  } else if (dependents.length > 0) {
    for (const { type: other, object: one } of dependents) {
      if (!isBeingDeleted(one)) api.delete(other, namespaceOf(one), nameOf(one), { propagation: "Foreground" });
    }
    return;
  }
  const rest = (finalizers as string[]).filter((one) => !PROPAGATION.includes(one));
  api.update(type, withMetadata(object, { finalizers: rest.length > 0 ? rest : undefined }));
}
