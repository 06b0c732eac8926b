import type { Json, JsonObject } from "../object.ts";

export interface JsonStyle {
  /** Blanks per level; 0 writes everything on one line. */
  readonly indent?: number;
  /** Keys in byte order (objects from a server); otherwise in the order they were built. */
  readonly sortKeys?: boolean;
  /** How deep the value stands already: its later lines are indented by that many levels. */
  readonly depth?: number;
}

/** Writes JSON as Go does: `<`, `>`, `&` and U+2028/9 escaped, floats in Go's spelling, bigint in full. */
export function writeJson(value: Json, { indent = 0, sortKeys = true, depth = 0 }: JsonStyle = {}): string {
  return indent === 0 ? compact(value, sortKeys) : pretty(value, sortKeys, indent, `\n${" ".repeat(indent * depth)}`);
}

function pretty(value: Json, sortKeys: boolean, indent: number, line: string): string {
  if (typeof value !== "object" || value === null) return writeScalar(value);
  const inner = line + " ".repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    let text = "[";
    for (let at = 0; at < value.length; at++) {
      text += (at === 0 ? inner : `,${inner}`) + pretty(value[at] as Json, sortKeys, indent, inner);
    }
    return `${text}${line}]`;
  }
  const keys = keysOf(value, sortKeys);
  if (keys.length === 0) return "{}";
  let text = "{";
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as string;
    text += `${at === 0 ? inner : `,${inner}`}${writeString(key)}: ${pretty(value[key] as Json, sortKeys, indent, inner)}`;
  }
  return `${text}${line}}`;
}

function compact(value: Json, sortKeys: boolean): string {
  if (typeof value !== "object" || value === null) return writeScalar(value);
  if (Array.isArray(value)) return `[${value.map((item) => compact(item, sortKeys)).join(",")}]`;
  const pairs = keysOf(value, sortKeys).map((key) => `${writeString(key)}:${compact(value[key] as Json, sortKeys)}`);
  return `{${pairs.join(",")}}`;
}

function keysOf(value: JsonObject, sortKeys: boolean): string[] {
  const keys = Object.keys(value);
  return sortKeys ? keys.sort(compareBytes) : keys;
}

/** UTF-8 byte order; differs from JavaScript's only where surrogate pairs meet U+E000 and above. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const at = firstDifference(a, b);
  const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
  if (Number.isNaN(x)) return -1;
  if (Number.isNaN(y)) return 1;
  const high = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
  if (high(x) !== high(y) && (x >= 0xe000 || y >= 0xe000)) return high(x) ? 1 : -1;
  return x - y;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function writeScalar(value: Json): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "number") return writeNumber(value);
  return String(value);
}

/** Go's encoding/json: plain between 1e-6 and 1e21, else an exponent; -0 keeps its sign. */
export function writeNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return String(value);
}

const SPECIAL = /[<>&\u0000-\u001f\u2028\u2029\u007f-\uffff"\\]/;
const ESCAPED = /[<>&\u2028\u2029]/g;

function writeString(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  return JSON.stringify(text.toWellFormed()).replace(
    ESCAPED,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
