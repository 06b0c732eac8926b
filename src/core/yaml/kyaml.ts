import { compareBytes, writeNumber } from "../json/write.ts";
import type { Json } from "../object.ts";
import { isTimestamp, resolveScalar } from "./resolve.ts";
import { escapeCharacter } from "./write-text.ts";

/** Writes one KYAML document (KEP-5295): YAML in flow style with quoted texts, trailing commas and a line of dashes first. */
export const writeKyaml = (value: Json, sortKeys = true): string => `---\n${writeKyamlValue(value, 0, sortKeys)}\n`;

/** A value in KYAML whose closing bracket stands at `depth` levels of two blanks; no newline at the end. */
export function writeKyamlValue(value: Json, depth = 0, sortKeys = true): string {
  if (typeof value === "string") return text(value, depth);
  if (typeof value === "number") return writeNumber(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return list(value, depth, sortKeys);
  const keys = Object.keys(value);
  if (sortKeys) keys.sort(compareBytes);
  if (keys.length === 0) return "{}";
  let lines = "";
  for (const key of keys)
    lines += `${pad(depth + 1)}${writeKey(key)}: ${writeKyamlValue(value[key] as Json, depth + 1, sortKeys)},\n`;
  return `{\n${lines}${pad(depth)}}`;
}

const pad = (depth: number): string => "  ".repeat(depth);

/** Lists of nothing but containers are cuddled: `[{`, `}, {` and `}]` on one line. */
function list(items: readonly Json[], depth: number, sortKeys: boolean): string {
  if (items.every((item) => typeof item === "object" && item !== null)) {
    return `[${items.map((item) => writeKyamlValue(item, depth, sortKeys)).join(", ")}]`;
  }
  const inner = pad(depth + 1);
  return `[\n${items.map((item) => `${inner}${writeKyamlValue(item, depth + 1, sortKeys)},\n`).join("")}${pad(depth)}]`;
}

const PLAIN_KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u;
/** Words that some reader of YAML or JSON takes for a boolean, null or a number, in any case. */
const WORD = /^(?:y|yes|n|no|on|off|t|true|f|false|null|nan|inf|infinity)$/i;
const HEX_FLOAT = /^0x[\da-f]*\.?[\da-f]*p[-+]?\d+$/i;
const KEYS = new Map<string, string>();

function writeKey(key: string): string {
  const known = KEYS.get(key);
  if (known !== undefined) return known;
  const isPlain = PLAIN_KEY.test(key) && !WORD.test(key) && !isNumber(key.replaceAll("_", "")) && !isTimestamp(key);
  const written = isPlain ? key : `"${escapeLine(key, TAB_OR_UNPRINTABLE)}"`;
  if (KEYS.size < 2000) KEYS.set(key, written);
  return written;
}

const isNumber = (text: string): boolean =>
  /^(?:number|bigint)$/.test(typeof resolveScalar(text)) || HEX_FLOAT.test(text);

const UNPRINTABLE = /["\\]|[^\t -~\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;
const TAB_OR_UNPRINTABLE = /["\\\t]|[^ -~\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;

function escapeLine(line: string, unprintable: RegExp): string {
  return line.toWellFormed().replace(unprintable, (one) => {
    const escaped = escapeCharacter(one);
    return escaped.length > 2 ? escaped.slice(0, 2) + escaped.slice(2).toLowerCase() : escaped;
  });
}

/** Texts of several lines are spread over as many, each ended by an escaped line break. */
function text(value: string, depth: number): string {
  if (!value.includes("\n")) return `"${escapeLine(value, UNPRINTABLE)}"`;
  const indent = pad(depth + 1);
  const lines = value.split("\n");
  const isEnded = lines.at(-1) === "";
  if (isEnded) lines.pop();
  const written = lines.map((line, at) => {
    // A blank that starts a line would be lost in the folding, so it is escaped, one column before the text.
    const lead = /^[ \t]/.test(line) ? "\\" : " ";
    return `${indent}${lead}${escapeLine(line, UNPRINTABLE)}${at < lines.length - 1 || isEnded ? "\\n" : ""}\\\n`;
  });
  return `"\\\n${written.join("")}${indent}"`;
}
