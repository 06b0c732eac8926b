import type { Json, JsonObject } from "../core/object.ts";
import { assign } from "../core/yaml/values.ts";

/** The own value of a key; what an object inherits ("constructor", "__proto__") is no field of it. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Sets an own field of any name, "__proto__" included. */
export const put: (object: JsonObject, key: string, value: Json) => void = assign;

/** Whether a value is an object or a list. */
export const isContainer = (value: Json | undefined): value is JsonObject | Json[] =>
  typeof value === "object" && value !== null;

/** Whether both numbers are the same, an int64 beyond 2^53 (a bigint here) compared exactly. */
const isSameNumber = (left: Json, right: Json): boolean =>
  (typeof left === "bigint" || typeof right === "bigint") &&
  /^(bigint|number)$/.test(typeof left) &&
  /^(bigint|number)$/.test(typeof right) &&
  // biome-ignore lint/suspicious/noDoubleEquals: the one comparison that is exact between a bigint and a number
  left == right;

/** Deep equality of JSON values; the order of keys does not matter. */
export function equals(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (!isContainer(left) || !isContainer(right)) return isSameNumber(left, right);
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, at) => equals(item, right[at] as Json));
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equals(left[key] as Json, right[key] as Json));
}

/** The kind of a value as patches distinguish them: a change of kind is always a replacement. */
export function shapeOf(value: Json): "null" | "map" | "list" | "number" | "string" | "boolean" {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "map";
  return typeof value === "bigint" ? "number" : (typeof value as "number" | "string" | "boolean");
}
