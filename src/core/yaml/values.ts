import type { Json, JsonObject } from "../object.ts";

/** A value while it is read. */
export type Raw = Json;

/** Sets an own property, whatever its name: "__proto__" is data like any other key. */
export function assign(object: JsonObject, key: string, value: Json): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** A deep copy, so that what an alias stands for can be changed without changing its anchor. */
export function cloneCounted(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneCounted);
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) assign(copy, key, cloneCounted(value[key] as Json));
  return copy;
}

/** A value in Go's own syntax (%#v), as kubectl's messages about odd keys show it. */
export function goSyntax(value: Json): string {
  if (value === null) return "interface {}(nil)";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] as Json)}`);
  return `map[interface {}]interface {}{${pairs.join(", ")}}`;
}
