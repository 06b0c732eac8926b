import { formatAge } from "../../core/duration.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import type { Column } from "./kind-table.ts";

export const NAME: Column = {
  name: "Name",
  type: "string",
  format: "name",
  description:
    "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
  priority: 0,
};

export const AGE: Column = {
  name: "Age",
  type: "date",
  description:
    "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
  priority: 0,
};

/** The value at a path of keys; undefined where anything is missing. */
export const valueAt = (object: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((one, key) => (isObject(one) ? one[key] : undefined), object);

export const textAt = (object: Json | undefined, ...path: readonly string[]): string => {
  const value = valueAt(object, ...path);
  return value === undefined || value === null ? "" : String(value);
};

export const numberAt = (object: Json | undefined, ...path: readonly string[]): number =>
  Number(valueAt(object, ...path) ?? 0);

/** The objects of a list at a path; none where anything is missing. */
export function objectsAt(object: Json | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export const textsAt = (object: Json | undefined, ...path: readonly string[]): readonly string[] => {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? value.map(String) : [];
};

export const countAt = (object: Json | undefined, ...path: readonly string[]): number => {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
};

export const orNone = (text: string): string => text || "<none>";
export const orUnset = (text: string): string => text || "<unset>";

export const createdAt = (object: KubeObject): string => textAt(object, "metadata", "creationTimestamp");

/** How long ago a timestamp is ("5d3h"); "<unknown>" when there is none. */
export function ageOf(stamp: Json | undefined, now: number): string {
  if (typeof stamp !== "string" || stamp === "") return "<unknown>";
  return formatAge(now - Date.parse(stamp));
}

export const objectAge = (object: KubeObject, now: number): string => ageOf(createdAt(object), now);

/** The wide columns of everything with containers: their names and images. */
export function containerCells(podSpec: Json | undefined): readonly [string, string] {
  const containers = objectsAt(podSpec, "containers");
  return [containers.map(({ name }) => name).join(","), containers.map(({ image }) => image).join(",")];
}

/** A map of labels as one text, sorted; "<none>" when there are none. */
export const labelText = (labels: Json | undefined): string =>
  isObject(labels) && Object.keys(labels).length > 0
    ? Object.entries(labels)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key}=${value}`)
        .join(",")
    : "<none>";
