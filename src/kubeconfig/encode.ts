import { isObject, type Json, type JsonObject } from "../core/object.ts";
import type { Struct, Type } from "./schema.ts";

/** Writes a decoded value in its type's field order: empty fields are left out, unless the type always shows them. */
export function encode(value: Json | undefined, type: Type): Json | undefined {
  if (type.type === "struct") return encodeStruct(isObject(value) ? value : {}, type);
  if (value === undefined) return undefined;
  if (type.type === "list" && Array.isArray(value)) return value.map((item) => encode(item, type.of) ?? null);
  return value;
}

function encodeStruct(value: JsonObject, type: Struct): JsonObject {
  const result: JsonObject = {};
  for (const [key, field] of Object.entries(type.fields)) {
    const own = value[key];
    const isPointer = field.of.type === "struct";
    if (isPointer && own === undefined && !["cluster", "user", "context"].includes(key)) continue;
    // What is always shown keeps apart "nothing said" (null) and "said to be empty" ([]).
    const stays = isPointer || (field.zero === undefined ? !isEmpty(own) : own !== undefined && own !== null);
    const encoded = stays ? encode(own, field.of) : field.zero;
    if (encoded !== undefined) result[key] = encoded;
  }
  return result;
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);
