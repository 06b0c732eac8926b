import { isObject, type JsonObject, type KubeObject } from "./object.ts";

/** The object with its namespace behind its name, where Go's types have it; an empty namespace changes nothing. */
export function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if (!namespace || !isObject(object.metadata)) return object;
  const { name, ...rest } = object.metadata as JsonObject & { name?: string };
  return { ...object, metadata: { ...(name === undefined ? {} : { name }), namespace, ...rest } };
}
