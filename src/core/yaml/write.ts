import { formatG } from "../json/go-float.ts";
import type { Json, JsonObject } from "../object.ts";
import { orderedKeys } from "./order.ts";
import { isLongKey, writeKey, writeText } from "./write-text.ts";

/** Writes one document as `-o yaml` does: keys in natural order, lists not indented within maps, a newline at the end. */
export const writeYaml = (value: Json): string => node(value, 0, 0);

/** Writes one item of a list whose dashes stand at `indent` blanks: `- ` and the value, so that a List can be streamed. */
export const writeYamlItem = (value: Json, indent = 0): string =>
  `${pad(indent)}- ${node(value, indent + 2, indent + 2)}`;

const PADS = Array.from({ length: 64 }, (_, width) => " ".repeat(width));
const pad = (width: number): string => PADS[width] ?? " ".repeat(width);

/** A value whose first line starts at `column`; later lines of containers stand at `indent`. Ends with a newline. */
function node(value: Json, indent: number, column: number): string {
  if (typeof value === "string") return writeText(value, indent === 0 ? 2 : indent, column);
  if (typeof value !== "object" || value === null) return `${writeScalar(value)}\n`;
  if (Array.isArray(value)) return value.length === 0 ? "[]\n" : sequence(value, indent);
  return mapping(value, indent);
}

function mapping(object: JsonObject, indent: number): string {
  const keys = orderedKeys(object);
  if (keys.length === 0) return "{}\n";
  let text = "";
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as string;
    if (at > 0) text += pad(indent);
    const value = object[key] as Json;
    text += isLongKey(key) ? longEntry(key, value, indent) : entry(writeKey(key), value, indent);
  }
  return text;
}

function entry(key: string, value: Json, indent: number): string {
  if (typeof value === "string") return `${key}: ${writeText(value, indent + 2, indent + key.length + 2)}`;
  if (typeof value !== "object" || value === null) return `${key}: ${writeScalar(value)}\n`;
  if (Array.isArray(value))
    return value.length === 0 ? `${key}: []\n` : `${key}:\n${pad(indent)}${sequence(value, indent)}`;
  const inner = mapping(value, indent + 2);
  return inner === "{}\n" ? `${key}: {}\n` : `${key}:\n${pad(indent + 2)}${inner}`;
}

/** Keys of several lines or of more than 128 bytes stand after "? ", their values after ": ". */
const longEntry = (key: string, value: Json, indent: number): string =>
  `? ${writeText(key, indent + 2, indent + 2)}${pad(indent)}: ${node(value, indent + 2, indent + 2)}`;

function sequence(items: readonly Json[], indent: number): string {
  let text = "";
  for (let at = 0; at < items.length; at++) {
    text += `${at === 0 ? "" : pad(indent)}- ${node(items[at] as Json, indent + 2, indent + 2)}`;
  }
  return text;
}

function writeScalar(value: number | bigint | boolean | null): string {
  if (typeof value !== "number") return String(value);
  if (!Number.isInteger(value)) return formatG(value);
  // Integers of 64 bits are written in full, larger ones as floats; there is no negative zero.
  return value >= -(2 ** 63) && value < 2 ** 64 ? String(value) : formatG(value);
}
