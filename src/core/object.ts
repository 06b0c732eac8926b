/** A decoded JSON value. Integers beyond 2^53 are bigint, so that int64 stays exact. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

/** An API object as the server sends it; use the accessors below for the parts every kind has. */
export type KubeObject = JsonObject;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

const metadata = (object: KubeObject): JsonObject => (isObject(object.metadata) ? object.metadata : {});

export const nameOf = (object: KubeObject): string => text(metadata(object).name);
export const namespaceOf = (object: KubeObject): string => text(metadata(object).namespace);
export const kindOf = (object: KubeObject): string => text(object.kind);
export const apiVersionOf = (object: KubeObject): string => text(object.apiVersion);
export const resourceVersionOf = (object: KubeObject): string => text(metadata(object).resourceVersion);

/** The string map at metadata.labels or metadata.annotations; empty when absent. */
export function stringMapOf(object: KubeObject, field: "labels" | "annotations"): Record<string, string> {
  const map = metadata(object)[field];
  return isObject(map) ? (map as Record<string, string>) : {};
}
