import { isEqual } from "../../core/json/equal.ts";
import { isObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../core/object.ts";
import type { Kind } from "../kinds/kind.ts";
import { rulesOf } from "../rules/index.ts";
import type { KindRules } from "../rules/kind-rules.ts";
import { customErrors } from "../schema/custom-errors.ts";
import { structuralSchema } from "../schema/structural.ts";
import { alreadyExists, badRequest, invalid, notFound } from "./error.ts";
import type { Machine, Writing } from "./machine.ts";
import { carriedMetadata, checkBody, checkNamespace, metadataOf, newMetadata, withMetadata } from "./metadata.ts";
import { nameErrors } from "./names.ts";
import { checkQuotas } from "./quota.ts";

/** Where a write goes. */
export interface Place {
  readonly kind: Kind;
  readonly namespace: string;
}

const hasStatus = ({ subresources }: Kind): boolean => subresources.some(({ name }) => name === "status");

/** Creates an object: names it, fills in its defaults, checks it and keeps it. Throws ApiError. */
export function createObject(
  machine: Machine,
  { kind, namespace }: Place,
  body: KubeObject,
  how: Writing = {},
): KubeObject {
  checkBody(body, kind, namespace);
  checkNamespace(machine, kind, namespace, nameOf(body));
  const rules = rulesOf(kind.key);
  const named = newMetadata(machine, kind, body, namespace);
  const { status: _, ...bare } = named as KubeObject;
  const given = hasStatus(kind) ? bare : named;
  const filled = rules.defaults?.(given, undefined) ?? given;
  const complete = how.track?.({ before: undefined, after: filled, given: body }) ?? filled;
  const initial = rules.initialStatus?.(complete) ?? (machine.types.definition(kind.key) ? undefined : {});
  const object = hasStatus(kind) && initial !== undefined ? { ...complete, status: initial } : complete;
  if (kind.namespaced) checkQuotas(machine, kind, object);
  refuseInvalid(machine, kind, object, undefined);
  const name = nameOf(object);
  if (machine.store.get(kind.key, namespaceOf(object), name)) throw alreadyExists(kind, name);
  return how.dryRun ? object : machine.store.put(kind.key, object);
}

function refuseInvalid(machine: Machine, kind: Kind, object: KubeObject, before: KubeObject | undefined): void {
  const rules = rulesOf(kind.key);
  const definition = machine.types.definition(kind.key);
  const schema = definition && structuralSchema(definition, kind.version);
  const errors = [
    ...nameErrors(object, rules.names ?? "subdomain"),
    ...(rules.validate?.(object, before) ?? []),
    ...(schema ? customErrors(object, schema) : []),
  ];
  if (errors.length > 0) throw invalid(kind, nameOf(object), errors);
}

export const storedObject = (machine: Machine, { kind, namespace }: Place, name: string): KubeObject => {
  const found = machine.store.get(kind.key, kind.namespaced ? namespace : "", name);
  if (!found) throw notFound(kind, name);
  return found;
};

/** Replaces an object but not its status (where that is a part of its own). Throws ApiError. */
export function replaceObject(machine: Machine, place: Place, body: KubeObject, how: Writing = {}): KubeObject {
  const { kind } = place;
  checkBody(body, kind, place.namespace);
  const stored = storedObject(machine, place, nameOf(body));
  const rules = rulesOf(kind.key);
  const carried = carriedMetadata(kind, body, stored);
  const withOldStatus = hasStatus(kind) ? withStatusOf(carried, stored) : carried;
  const complete = rules.defaults ? rules.defaults(withOldStatus, stored) : withOldStatus;
  refuseInvalid(machine, kind, complete, stored);
  const counted = countGeneration(complete, stored, rules);
  return keep(machine, kind, how.track?.({ before: stored, after: counted, given: body }) ?? counted, how);
}

/** Replaces the status of an object, and nothing else but what metadata a status update may change. */
export function replaceStatus(machine: Machine, place: Place, body: KubeObject, how: Writing = {}): KubeObject {
  checkBody(body, place.kind, place.namespace);
  const stored = storedObject(machine, place, nameOf(body));
  const { metadata } = carriedMetadata(place.kind, body, stored);
  const updated = withStatusOf({ ...stored, metadata: metadata as KubeObject }, body);
  if (machine.types.definition(place.kind.key)) refuseInvalid(machine, place.kind, updated, stored);
  return keep(machine, place.kind, how.track?.({ before: stored, after: updated, given: body }) ?? updated, how);
}

function withStatusOf(object: KubeObject, source: KubeObject): KubeObject {
  const { status: _, ...rest } = object;
  return source.status === undefined ? rest : { ...rest, status: source.status };
}

/** Everything but metadata and status counts, and of some kinds annotations; those that have a generation started with 1. */
function countGeneration(object: KubeObject, stored: KubeObject, { uncounted }: KindRules): KubeObject {
  const { generation } = metadataOf(stored);
  if (typeof generation !== "number") return object;
  const plain = ({ metadata: _, status: __, ...rest }: KubeObject) => rest;
  const annotated = (one: KubeObject) => ({ ...stringMapOf(one, "annotations"), [uncounted ?? ""]: "" });
  if (uncounted && !isEqual(annotated(object), annotated(stored))) {
    return withMetadata(object, { generation: generation + 1 });
  }
  return isEqual(plain(object), plain(stored)) ? object : withMetadata(object, { generation: generation + 1 });
}

/** Stores an object that changed; one that lost its last finalizer while it was being deleted goes away. */
export function keep(machine: Machine, kind: Kind, object: KubeObject, how: Writing): KubeObject {
  const [namespace, name] = [namespaceOf(object), nameOf(object)];
  const stored = machine.store.get(kind.key, namespace, name);
  if (stored && isEqual(object, stored)) return stored;
  if (how.dryRun) return object;
  if (isGone(kind, object)) return machine.store.remove(kind.key, namespace, name) ?? object;
  return machine.store.put(kind.key, object);
}

/** Nothing holds it any more: no finalizer, no grace period, and for a namespace no content. */
export function isGone(kind: Kind, object: KubeObject): boolean {
  const { deletionTimestamp, finalizers, deletionGracePeriodSeconds } = metadataOf(object);
  if (!deletionTimestamp || (Array.isArray(finalizers) && finalizers.length > 0)) return false;
  if (typeof deletionGracePeriodSeconds === "number" && deletionGracePeriodSeconds > 0) return false;
  if (kind.key !== "namespaces") return true;
  const held = isObject(object.spec) ? object.spec.finalizers : undefined;
  return !Array.isArray(held) || held.length === 0;
}

/** Refuses verbs that a type does not know. */
export function checkVerb(kind: Kind, verb: string): void {
  if (!kind.verbs.includes(verb)) throw badRequest(`${kind.plural} cannot be asked to ${verb}`);
}
