import { compareBytes } from "../core/json/write.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";

// metadata.managedFields tells which fields a manager owns as nested maps: "f:NAME" a field, "k:{…}" an element by its
// keys, "v:…" an element by its value, "i:N" by its place; {} is owned itself, "." says so beside what is in it.

const SELF = ".";

/** Whether the set has exactly this path, given as its steps ("f:metadata"). */
export function hasPath(fields: Json | undefined, path: readonly string[]): boolean {
  if (!isObject(fields)) return false;
  const [step, ...rest] = path;
  if (step === undefined) return Object.keys(fields).length === 0 || Object.hasOwn(fields, SELF);
  return Object.hasOwn(fields, step) && hasPath(fields[step], rest);
}

/** The fields that are in one of both. */
export function unite(left: JsonObject, right: JsonObject): JsonObject {
  if (Object.keys(left).length === 0) return withSelf(right);
  if (Object.keys(right).length === 0) return withSelf(left);
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort(inOrder);
  return Object.fromEntries(keys.map((key) => [key, uniteAt(key, left, right)]));
}

function uniteAt(key: string, left: JsonObject, right: JsonObject): Json {
  const [mine, other] = [left, right].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
  if (isObject(mine) && isObject(other)) return key === SELF ? {} : unite(mine, other);
  return (mine ?? other) as Json;
}

/** A field that is owned itself and beside that in parts. */
function withSelf(fields: JsonObject): JsonObject {
  if (Object.keys(fields).length === 0 || Object.hasOwn(fields, SELF)) return fields;
  return { [SELF]: {}, ...fields };
}

const KINDS = [".", "f", "k", "v", "i"];

const inOrder = (a: string, b: string): number =>
  KINDS.indexOf(a.charAt(0)) - KINDS.indexOf(b.charAt(0)) || compareBytes(a, b);
