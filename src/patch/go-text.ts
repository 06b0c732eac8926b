import { formatG } from "../core/json/go-float.ts";
import type { Json } from "../core/object.ts";

/** A value as Go prints it with %v: `map[a:1 b:[x y]]`, keys sorted. */
export function goText(value: Json): string {
  if (value === null) return "<nil>";
  if (typeof value === "number") return numberText(value);
  return typeof value === "object" ? containerText(value, goText) : String(value);
}

/** A value as Go prints it with %s, which complains about everything that is no text: `%!s(int64=5)`. */
export function goStringText(value: Json): string {
  if (typeof value === "string") return value;
  if (value === null) return "%!s(<nil>)";
  if (typeof value === "object") return containerText(value, (item) => (item === null ? "<nil>" : goStringText(item)));
  return `%!s(${goType(value)}=${goText(value)})`;
}

/** The name of the type that a value has when Go has decoded it. */
export function goType(value: Json): string {
  if (value === null) return "%!s(<nil>)";
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "object") return "map[string]interface {}";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  return typeof value === "bigint" || Number.isInteger(value) ? "int64" : "float64";
}

function containerText(value: Json[] | Record<string, Json>, text: (item: Json) => string): string {
  if (Array.isArray(value)) return `[${value.map(text).join(" ")}]`;
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${key}:${text(value[key] as Json)}`);
  return `map[${pairs.join(" ")}]`;
}

/** Integers in full; other numbers with an exponent only from 1e21 on. */
const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : formatG(value);
