import type { Json } from "../object.ts";
import { explainJson } from "./syntax.ts";

/** An integer that a double may not hold, or the negative zero of an integer; rare, so looked for before parsing. */
const INEXACT = /[:[,\s](?:-?\d{16,}|-0)(?=[\s,\]}]|$)/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Parses JSON as kubectl does: 64-bit integers exact (bigint beyond 2^53, floats beyond int64), every key plain data.
 * Throws JsonSyntaxError in the words of Go's decoder.
 */
export function readJson(text: string): Json {
  try {
    return INEXACT.test(text) || /^-?\d/.test(text) ? parseExact(text) : JSON.parse(text);
  } catch (error) {
    throw error instanceof SyntaxError ? explainJson(text) : error;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Marks long integers in the text as strings, parses, and turns the marked strings into bigints. */
function parseExact(text: string): Json {
  let mark = "\u0001";
  while (text.includes(JSON.stringify(mark).slice(1, -1))) mark += "\u0001";
  const marked = text.replace(TOKEN, (token) => {
    if (token === "-0") return "0";
    if (token.startsWith('"') || token.length < 16 || !/^-?\d+$/.test(token)) return token;
    const value = BigInt(token);
    const fits = value >= MIN_INT64 && value <= MAX_INT64 && !Number.isSafeInteger(Number(token));
    return fits ? JSON.stringify(mark + token) : token;
  });
  return unmark(JSON.parse(marked) as Json, mark);
}

function unmark(value: Json, mark: string): Json {
  if (typeof value === "string") return value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) value[at] = unmark(value[at] as Json, mark);
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  for (const key of Object.keys(value)) {
    const before = value[key] as Json;
    const after = unmark(before, mark);
    // Only a changed scalar is written back: an assignment to "__proto__" would not stay plain data.
    if (after === before) continue;
    Object.defineProperty(value, key, { value: after, writable: true, enumerable: true, configurable: true });
  }
  return value;
}
