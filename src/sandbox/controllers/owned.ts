import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import type { ClusterApi } from "./controller.ts";

/** "namespace/name": how things are called in queues. */
export const thingOf = (object: KubeObject): string => `${namespaceOf(object)}/${nameOf(object)}`;

/** A thing's namespace and name. */
export function splitThing(thing: string): readonly [string, string] {
  const slash = thing.indexOf("/");
  return [thing.slice(0, slash), thing.slice(slash + 1)];
}

/** The objects of a list in JSON; none when it is no list. */
export const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
/** The texts of a list in JSON. */
export const textsOf = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
/** A JSON value as an object, empty when it is none. */
export const mapOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

export const specOf = (object: KubeObject): JsonObject => mapOf(object.spec);
export const statusOf = (object: KubeObject): JsonObject => mapOf(object.status);
export const uidOf = (object: KubeObject): string => String(metadataOf(object).uid ?? "");
export const ownersOf = (object: KubeObject): JsonObject[] => listOf(metadataOf(object).ownerReferences);
export const finalizersOf = (object: KubeObject): string[] => textsOf(metadataOf(object).finalizers);
export const isBeingDeleted = (object: KubeObject): boolean => metadataOf(object).deletionTimestamp !== undefined;
export const createdAt = (object: KubeObject): number => Date.parse(String(metadataOf(object).creationTimestamp));
export const generationOf = (object: KubeObject): number => Number(metadataOf(object).generation ?? 1);
export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The owner that controls an object, when it is of this kind. */
export const controllerOf = (object: KubeObject, kind?: string): JsonObject | undefined =>
  ownersOf(object).find((one) => one.controller === true && (kind === undefined || one.kind === kind));

/** The things of a kind that a changed object concerns: itself, or the owner that controls it. */
export function concernsOwner(object: KubeObject, kind: string): readonly string[] {
  if (object.kind === kind) return [thingOf(object)];
  const owner = controllerOf(object, kind);
  return owner ? [`${namespaceOf(object)}/${owner.name}`] : [];
}

/** What an owner controls of a type, by uid. */
export const ownedBy = (api: ClusterApi, resource: string, owner: KubeObject): readonly KubeObject[] =>
  api.list(resource, namespaceOf(owner)).filter((one) => controllerOf(one)?.uid === uidOf(owner));

/** The reference that makes an object another's. */
export const ownerReference = (owner: KubeObject): JsonObject => ({
  apiVersion: owner.apiVersion as string,
  kind: owner.kind as string,
  name: nameOf(owner),
  uid: uidOf(owner),
  controller: true,
  blockOwnerDeletion: true,
});

/** The conditions of a status, with one of them set; its time of transition stays while its status does. */
export function withCondition(conditions: readonly JsonObject[], wanted: JsonObject, now: string): JsonObject[] {
  const known = conditions.find(({ type }) => type === wanted.type);
  const lastTransitionTime = known?.status === wanted.status ? (known?.lastTransitionTime ?? now) : now;
  const next = { ...known, ...wanted, lastTransitionTime };
  return known ? conditions.map((one) => (one === known ? next : one)) : [...conditions, next];
}

export const conditionsOf = (object: KubeObject): readonly JsonObject[] => listOf(statusOf(object).conditions);

export const conditionOf = (object: KubeObject, type: string): JsonObject | undefined =>
  conditionsOf(object).find((one) => one.type === type);

export const hasCondition = (object: KubeObject, type: string): boolean => conditionOf(object, type)?.status === "True";

/** The time of the cluster as objects carry it. */
export const nowOf = (api: ClusterApi): string => timestamp(api.now());

/** Stores a status when it says something else than the one there is; gives the object as it then is. */
export function setStatus(
  api: ClusterApi,
  resource: string,
  about: KubeObject,
  status: JsonObject,
): KubeObject | undefined {
  const current = api.get(resource, namespaceOf(about), nameOf(about));
  if (!current || uidOf(current) !== uidOf(about)) return undefined;
  return isEqual(current.status, status) ? current : api.updateStatus(resource, { ...current, status });
}

/** An object without the keys that say undefined or, of counts, nothing. */
export const present = (fields: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;

/** Of counts those that are more than zero. */
export const counted = (counts: Readonly<Record<string, number>>): JsonObject =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => value > 0));

/** A number or a share ("25%") of a total. */
export function share(value: Json | undefined, total: number, round: (value: number) => number): number {
  if (typeof value !== "string" || !value.endsWith("%")) return Number(value ?? 0);
  return round((total * Number.parseFloat(value)) / 100);
}
