import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { metadataOf } from "../api/metadata.ts";
import type { ClusterApi } from "./controller.ts";

/** "namespace/name": how things are called in queues. */
export const thingOf = (object: KubeObject): string => `${namespaceOf(object)}/${nameOf(object)}`;

/** A thing's namespace and name. */
export function splitThing(thing: string): readonly [string, string] {
  const slash = thing.indexOf("/");
  return [thing.slice(0, slash), thing.slice(slash + 1)];
}

/** The owner that controls an object, when it is of this kind. */
export function controllerOf(object: KubeObject, kind: string): JsonObject | undefined {
  const owners = metadataOf(object).ownerReferences;
  return (Array.isArray(owners) ? owners.filter(isObject) : []).find(
    (one) => one.controller === true && one.kind === kind,
  );
}

/** The things of a kind that a changed object concerns: itself, or the owner that controls it. */
export function concernsOwner(object: KubeObject, kind: string): readonly string[] {
  if (object.kind === kind) return [thingOf(object)];
  const owner = controllerOf(object, kind);
  return owner ? [`${namespaceOf(object)}/${owner.name}`] : [];
}

/** What an owner controls of a type, by uid. */
export const ownedBy = (api: ClusterApi, resource: string, owner: KubeObject): readonly KubeObject[] =>
  api.list(resource, namespaceOf(owner)).filter((one) => {
    const { uid } = controllerOf(one, String(owner.kind)) ?? {};
    return uid !== undefined && uid === metadataOf(owner).uid;
  });

/** The reference that makes an object another's. */
export const ownerReference = (owner: KubeObject): JsonObject => ({
  apiVersion: owner.apiVersion as string,
  kind: owner.kind as string,
  name: nameOf(owner),
  uid: metadataOf(owner).uid as string,
  controller: true,
  blockOwnerDeletion: true,
});

export const isBeingDeleted = (object: KubeObject): boolean => metadataOf(object).deletionTimestamp !== undefined;

export const specOf = (object: KubeObject): JsonObject => (isObject(object.spec) ? object.spec : {});
export const statusOf = (object: KubeObject): JsonObject => (isObject(object.status) ? object.status : {});

/** The conditions of a status, with one of them set; its time of transition stays while its status does. */
export function withCondition(conditions: readonly JsonObject[], wanted: JsonObject, now: string): JsonObject[] {
  const known = conditions.find(({ type }) => type === wanted.type);
  const lastTransitionTime = known?.status === wanted.status ? (known?.lastTransitionTime ?? now) : now;
  const next = { ...known, ...wanted, lastTransitionTime };
  return known ? conditions.map((one) => (one === known ? next : one)) : [...conditions, next];
}

export const conditionsOf = (object: KubeObject): readonly JsonObject[] => {
  const { conditions } = statusOf(object);
  return Array.isArray(conditions) ? conditions.filter(isObject) : [];
};

export const hasCondition = (object: KubeObject, type: string): boolean =>
  conditionsOf(object).some((one) => one.type === type && one.status === "True");
