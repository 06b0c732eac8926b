import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { schemaOf } from "../../patch/strategic/schema.ts";
import type { PatchType } from "../../patch/strategic/type.ts";

/** Where one stands in an object while its fields are looked at. */
export interface Place {
  readonly type: PatchType | undefined;
  /** Whether the struct here is there in every object of the kind, so that nobody owns it. */
  readonly isGiven: boolean;
}

export const rootOf = ({ apiVersion, kind }: KubeObject): Place => ({
  type: schemaOf(String(apiVersion ?? ""), String(kind ?? "")),
  isGiven: true,
});

/** Structs and lists that an empty object of their kind has, by their names. */
const GIVEN = new Set(
  "metadata spec status template jobTemplate strategy updateStrategy containers loadBalancer resources scaleTargetRef names".split(
    " ",
  ),
);

/** Objects that are owned as a whole. */
const ATOMIC =
  /^(selector|labelSelector|podSelector|namespaceSelector|nodeSelector|roleRef|\w+KeyRef|fieldRef|resourceFieldRef|claimRef|secretRef|configMapRef|nodeSelectorTerms)$/;
const SETS = /^finalizers$/;

export const fieldPlace = (place: Place, name: string): Place => ({
  type: place.type?.field?.(name)?.type,
  isGiven: place.isGiven && place.type !== undefined && GIVEN.has(name),
});

/** A list's items or an object's fields by their steps; undefined for what is owned as a whole. */
export function partsOf(value: Json, place: Place, name: string, parent: Place): Map<string, Part> | undefined {
  if (isObject(value)) return ATOMIC.test(name) ? undefined : fieldsOf(value, place);
  if (!Array.isArray(value)) return undefined;
  if (SETS.test(name)) return new Map(value.map((item) => [`v:${JSON.stringify(item)}`, { value: item, place, name }]));
  const mergeKey = parent.type?.field?.(name)?.mergeKey;
  if (!mergeKey || !value.every(isObject)) return undefined;
  const items = value as JsonObject[];
  return new Map(items.map((item) => [keyStep(item, mergeKey), { value: item, place: itemPlace(place), name: "" }]));
}

export interface Part {
  readonly value: Json;
  readonly place: Place;
  readonly name: string;
}

const itemPlace = ({ type }: Place): Place => ({ type, isGiven: false });

const fieldsOf = (value: JsonObject, place: Place): Map<string, Part> =>
  new Map(
    Object.entries(value)
      .filter(([, child]) => child !== null)
      .map(([name, child]) => [`f:${name}`, { value: child, place: fieldPlace(place, name), name }]),
  );

/** Ports are told apart by their protocol, too. */
function keyStep(item: JsonObject, mergeKey: string): string {
  const isPort = mergeKey === "containerPort" || (mergeKey === "port" && item.port !== undefined);
  const key = { [mergeKey]: item[mergeKey] ?? null, ...(isPort ? { protocol: item.protocol ?? "TCP" } : {}) };
  return `k:${JSON.stringify(key)}`;
}
