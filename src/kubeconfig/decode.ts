import { isObject, type Json, type JsonObject } from "../core/object.ts";
import type { Struct, Type } from "./schema.ts";

/** Go's name for the JSON type of a value. */
export function typeWord(value: Json): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" ? "number" : typeof value;
}

/**
 * Takes a value into the shape of its type: unknown fields and nulls are left out. Throws Error in the words of Go's
 * decoder, which names the struct and the path of a value of the wrong type.
 */
export function decode(value: Json, type: Type, where: string): Json | undefined {
  if (value === null) return undefined;
  const mismatch = (go: string) =>
    new Error(`json: cannot unmarshal ${typeWord(value)} into Go struct field ${where} of type ${go}`);
  switch (type.type) {
    case "any":
      return value;
    case "string":
      if (typeof value !== "string") throw mismatch("string");
      return value;
    case "bool":
      if (typeof value !== "boolean") throw mismatch("bool");
      return value;
    case "bytes":
      if (typeof value !== "string") throw mismatch("[]uint8");
      return checkBase64(value);
    case "list":
      if (!Array.isArray(value)) throw mismatch(type.go);
      return value.map((item) => decode(item, type.of, where) ?? empty(type.of));
    case "map":
      if (!isObject(value)) throw mismatch(type.go);
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decode(one, type.of, where) ?? ""]));
    case "struct":
      if (!isObject(value)) throw mismatch(`${type.package ?? "v1"}.${type.go}`);
      return decodeStruct(value, type, where);
  }
}

const empty = (type: Type): Json => (type.type === "struct" ? {} : "");

function decodeStruct(value: JsonObject, type: Struct, where: string): JsonObject {
  const path = where.includes(".") ? `${where.slice(where.indexOf(".") + 1)}.` : "";
  const result: JsonObject = {};
  for (const [key, field] of Object.entries(type.fields)) {
    if (!Object.hasOwn(value, key)) continue;
    const decoded = decode(value[key] as Json, field.of, `${type.go}.${path}${key}`);
    if (decoded !== undefined) result[key] = decoded;
  }
  return result;
}

/** The text itself when it is base64; throws Error with the place of the first byte that is not. */
export function checkBase64(text: string): string {
  const clean = text.replace(/[\r\n]/g, "");
  const bad = clean.search(/[^A-Za-z0-9+/=]|=(?!=?$)/);
  if (bad >= 0) throw new Error(`illegal base64 data at input byte ${bad}`);
  if (clean.length % 4 !== 0) throw new Error(`illegal base64 data at input byte ${clean.length - (clean.length % 4)}`);
  return clean;
}
