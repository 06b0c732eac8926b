import { parseBool } from "../core/bool.ts";
import { parseDuration } from "../core/duration.ts";
import type { Flag } from "../core/flags.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { splitCsv } from "./csv.ts";

/** Reads one spelled value of a flag; list kinds give the items to append. Throws Error with Go's words. */
export function parseValue(flag: Flag, text: string): unknown {
  switch (flag.kind) {
    case "bool":
      return parseBool(text);
    case "int":
      return parseInteger(text, 64);
    case "int32":
      return parseInteger(text, 32);
    case "duration":
      return parseFlagDuration(flag, text);
    case "strings":
      return splitCsv(text);
    case "string-array":
      return [text];
    case "map":
      return flag.isMapString ? parseMapString(text) : parsePairs(text);
    default:
      flag.check?.(text);
      return text;
  }
}

function parseFlagDuration(flag: Flag, text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    // Flags that kubectl inherits from Go's own flag package hide the reason.
    throw flag.plainError ? new Error("parse error") : error;
  }
}

const DIGITS: readonly [RegExp, RegExp][] = [
  [/^0[xX]/, /^(_?[0-9a-fA-F])+$/],
  [/^0[bB]/, /^(_?[01])+$/],
  [/^0[oO]/, /^(_?[0-7])+$/],
];

/** Go's strconv.ParseInt with base 0: prefixes 0x, 0b, 0o and 0, and underscores between digits. */
export function parseInteger(text: string, bits: 32 | 64): number {
  const problem = (reason: string) => new Error(`strconv.ParseInt: parsing ${goQuote(text)}: ${reason}`);
  const negative = text.startsWith("-");
  const body = text.replace(/^[+-]/, "");
  const value = readDigits(body);
  if (value === undefined) throw problem("invalid syntax");
  const signed = negative ? -value : value;
  const limit = 1n << BigInt(bits - 1);
  if (signed >= limit || signed < -limit) throw problem("value out of range");
  return Number(signed);
}

function readDigits(body: string): bigint | undefined {
  const special = DIGITS.find(([prefix]) => prefix.test(body));
  if (special) return special[1].test(body.slice(2)) ? BigInt(body.replaceAll("_", "").toLowerCase()) : undefined;
  if (/^0(_?[0-7])+$/.test(body)) return BigInt(`0o${body.replaceAll("_", "").slice(1)}`);
  return /^(0|[1-9](_?\d)*)$/.test(body) ? BigInt(body.replaceAll("_", "")) : undefined;
}

/** pflag's stringToString: "a=b,c=d"; a value with a single `=` is taken whole. */
function parsePairs(text: string): [string, string][] {
  const single = (text.match(/=/g) ?? []).length <= 1;
  const items = single ? [text.replace(/^"|"$/g, "")] : splitCsv(text);
  return items.map((item) => {
    const at = item.indexOf("=");
    if (at < 0) throw new Error(`${item} must be formatted as key=value`);
    return [item.slice(0, at), item.slice(at + 1)];
  });
}

/** The map flag of Kubernetes' own: no quoting, empty words and outer blanks dropped. */
function parseMapString(text: string): [string, string][] {
  const items = text.split(",").filter((item) => item !== "");
  return items.map((item) => {
    const at = item.indexOf("=");
    if (at < 0) throw new Error("malformed pair, expect string=string");
    return [item.slice(0, at).trim(), item.slice(at + 1).trim()];
  });
}
