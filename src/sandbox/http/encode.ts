import { writeJson } from "../../core/json/write.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import type { Kind } from "../kinds/kind.ts";

const written = new WeakMap<KubeObject, string>();

/** JSON as the server writes it: the object's own order of keys. Stored objects are spelled once. */
export function encode(object: KubeObject): string {
  const known = written.get(object);
  if (known !== undefined) return known;
  const text = writeJson(object, { sortKeys: false });
  written.set(object, text);
  return text;
}

const items = new WeakMap<KubeObject, string>();

/** An item of a built-in type's list leaves out what the list says already. */
export function encodeItem(object: KubeObject, isCustom: boolean): string {
  if (isCustom) return encode(object);
  const known = items.get(object);
  if (known !== undefined) return known;
  const { kind: _, apiVersion: __, ...rest } = object;
  const text = writeJson(rest, { sortKeys: false });
  items.set(object, text);
  return text;
}

/** A list of objects under its own kind and metadata. */
export function encodeList(
  kind: Kind,
  metadata: JsonObject,
  objects: readonly KubeObject[],
  isCustom: boolean,
): string {
  const apiVersion = kind.group ? `${kind.group}/${kind.version}` : kind.version;
  const head = `{"kind":${JSON.stringify(`${kind.kind}List`)},"apiVersion":${JSON.stringify(apiVersion)}`;
  return `${head},"metadata":${writeJson(metadata, { sortKeys: false })},"items":[${objects
    .map((object) => encodeItem(object, isCustom))
    .join(",")}]}`;
}
