import { formatG } from "../core/json/go-float.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { compareBytes } from "../core/json/write.ts";
import type { Json, JsonObject } from "../core/object.ts";

/** Whether a decoded number is a float64 in kubectl's memory; whole numbers of 64 bits are int64 there. */
export const isFloat = (value: Json): value is number =>
  typeof value === "number" && (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63 || Object.is(value, -0));

/** The name of the Go type that holds a decoded value. */
export function goType(value: Json): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "object") return "map[string]interface {}";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  return isFloat(value) ? "float64" : "int64";
}

/** The keys of a map in the order that Go prints them. */
export const sortedKeys = (map: JsonObject): string[] => Object.keys(map).sort(compareBytes);

/** A value as Go's %v shows it: `map[a:1 b:[x y]]`, `<nil>`, `1e+21`. */
export function goText(value: Json): string {
  if (value === null) return "<nil>";
  if (typeof value === "number") return isFloat(value) ? formatG(value) : String(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  return `map[${sortedKeys(value)
    .map((key) => `${key}:${goText(value[key] as Json)}`)
    .join(" ")}]`;
}

/** A value in Go's own syntax (%#v). */
export function goSyntax(value: Json): string {
  if (value === null) return "interface {}(nil)";
  if (typeof value === "string") return goQuote(value);
  if (typeof value === "number") return isFloat(value) ? formatG(value) : String(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  const pairs = sortedKeys(value).map((key) => `${goQuote(key)}:${goSyntax(value[key] as Json)}`);
  return `map[string]interface {}{${pairs.join(", ")}}`;
}
