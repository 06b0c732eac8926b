import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";

/** The schema of one version of a custom type; undefined where it has none. */
export function structuralSchema(definition: KubeObject, version: string): JsonObject | undefined {
  const { versions, preserveUnknownFields } = definition.spec as JsonObject;
  if (preserveUnknownFields === true || !Array.isArray(versions)) return undefined;
  const found = versions.filter(isObject).find(({ name }) => name === version)?.schema;
  return isObject(found) && isObject(found.openAPIV3Schema) ? found.openAPIV3Schema : undefined;
}

/** A custom resource as far as its schema knows its fields. */
export interface Pruned {
  readonly object: KubeObject;
  /** Paths of what was cut off, sorted. */
  readonly unknown: readonly string[];
}

const ALWAYS = ["apiVersion", "kind", "metadata"];

/** Cuts off what a schema does not have, and fills in its defaults. */
export function pruneCustom(object: KubeObject, schema: JsonObject): Pruned {
  const unknown: string[] = [];
  const own = Object.fromEntries(Object.entries(object).filter(([key]) => !ALWAYS.includes(key)));
  const kept = pruned(own, schema, "", unknown) as JsonObject;
  const always = Object.fromEntries(Object.entries(object).filter(([key]) => ALWAYS.includes(key)));
  return { object: { ...always, ...kept }, unknown: unknown.sort() };
}

function pruned(value: Json, schema: JsonObject, path: string, unknown: string[]): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isObject(items) ? value.map((item, at) => pruned(item, items, `${path}[${at}]`, unknown)) : value;
  }
  if (!isObject(value)) return value;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const more = schema.additionalProperties;
  const keepsAll = schema["x-kubernetes-preserve-unknown-fields"] === true || more === true;
  const embedded = schema["x-kubernetes-embedded-resource"] === true ? ALWAYS : [];
  const result: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    const below = Object.hasOwn(properties, key) ? properties[key] : more;
    const place = path === "" ? key : `${path}.${key}`;
    if (isObject(below)) {
      if (child !== null || below.nullable === true || !Object.hasOwn(properties, key))
        result[key] = pruned(child, below, place, unknown);
    } else if (keepsAll || embedded.includes(key)) result[key] = child;
    else unknown.push(place);
  }
  return withDefaults(result, properties);
}

function withDefaults(object: JsonObject, properties: JsonObject): JsonObject {
  const missing = Object.entries(properties).flatMap(([key, schema]): [string, Json][] => {
    if (Object.hasOwn(object, key) || !isObject(schema) || schema.default === undefined) return [];
    return [[key, pruned(schema.default, schema, "", [])]];
  });
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) };
}
