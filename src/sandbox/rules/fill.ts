import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";

/** The object with what it leaves out filled in; null counts as left out. */
export function fill(object: Json | undefined, defaults: JsonObject): JsonObject {
  const given = isObject(object) ? object : {};
  const missing = Object.entries(defaults).filter(([key]) => given[key] === undefined || given[key] === null);
  return missing.length === 0 && isObject(object) ? object : { ...given, ...Object.fromEntries(missing) };
}

/** The object with one of its fields changed, where it has it. */
export function change(object: JsonObject, field: string, next: (value: Json) => Json): JsonObject {
  const value = object[field];
  return value === undefined || value === null ? object : { ...object, [field]: next(value) };
}

/** Changes every object of a list; anything else stays. */
export const each =
  (next: (item: JsonObject) => JsonObject) =>
  (list: Json): Json =>
    Array.isArray(list) ? list.map((item) => (isObject(item) ? next(item) : item)) : list;

export const inside =
  (next: (value: JsonObject) => JsonObject) =>
  (value: Json): Json =>
    isObject(value) ? next(value) : value;

export const specOf = (object: KubeObject): JsonObject => (isObject(object.spec) ? object.spec : {});

export const withSpec = (object: KubeObject, spec: JsonObject): KubeObject => ({ ...object, spec });
