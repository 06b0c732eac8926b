import type { Json, JsonObject } from "../object.ts";

/** A number of 16 or more digits that may not fit a double exactly; found before parsing, as it is rare. */
const LONG_INTEGER = /[:[,\s]-?\d{16,}(?=[\s,\]}]|$)/;

/** Parses JSON with 64-bit integers exact (bigint beyond 2^53); throws SyntaxError. */
export function readJson(text: string): Json {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text, text.includes('"__proto__"') ? keepProto : undefined);
  return parseExact(text);
}

const keepProto = (_: string, value: Json): Json => value;

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Marks long integers in the text as strings, parses, and turns the marked strings into bigints. */
function parseExact(text: string): Json {
  const mark = `\u0000${Math.random()}:`;
  const marked = text.replace(TOKEN, (token) => {
    if (token.startsWith('"') || token.length < 16 || !/^-?\d+$/.test(token)) return token;
    const value = BigInt(token);
    const fits = value >= -(2n ** 63n) && value < 2n ** 64n && !Number.isSafeInteger(Number(token));
    return fits ? JSON.stringify(mark + token) : token;
  });
  return unmark(JSON.parse(marked) as Json, mark);
}

function unmark(value: Json, mark: string): Json {
  if (typeof value === "string") return value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;
  if (Array.isArray(value)) return value.map((item) => unmark(item, mark));
  if (typeof value !== "object" || value === null) return value;
  for (const key of Object.keys(value)) (value as JsonObject)[key] = unmark((value as JsonObject)[key] as Json, mark);
  return value;
}
