import type { Json } from "../object.ts";

const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const MAX_UINT64 = 2n ** 64n - 1n;
const MAX_INT64 = 2n ** 63n - 1n;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
// Go's ParseFloat takes underscores between digits, so a leading dot reads them otherwise than other numbers.
const DOTTED_FLOAT = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/;
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const SHORT_DECIMAL = /^-?(?:0|[1-9][0-9]{0,14})$/;

/**
 * What a plain scalar means in kubectl's dialect of YAML 1.1: null, a boolean, a number (bigint beyond 2^53, up to
 * uint64; infinities and NaN are possible) or, unchanged, its own text. "<<" and dates are texts here.
 */
export function resolveScalar(text: string): Json {
  const first = text.charCodeAt(0);
  // Most scalars start with a letter that no special word starts with.
  if (first > 0x7a && first !== 0x7e) return text;
  if ((first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d) return resolveNumber(text, first);
  if (text.length > 5) return first === 0x2e ? dotted(text) : text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return first === 0x2e ? dotted(text) : text;
}

function dotted(text: string): Json {
  if (!DOTTED_FLOAT.test(text)) return text;
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) ? value : text;
}

function resolveNumber(text: string, first: number): Json {
  if (SHORT_DECIMAL.test(text)) return Number(text) + 0 || 0;
  if (first < 0x30) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const integer = parseInteger(plain);
  if (integer !== undefined) return integer;
  if (FLOAT.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return value;
  }
  return signedBinary(plain) ?? text;
}

/** The text is spelled as an integer that fits 64 bits ("1e3" and "1.0" are floats, whatever their value). */
export const isIntegerText = (text: string): boolean =>
  SHORT_DECIMAL.test(text) || parseInteger(text.replaceAll("_", "")) !== undefined || signedBinary(text) !== undefined;

function parseInteger(plain: string): number | bigint | undefined {
  if (!INTEGER.test(plain)) return undefined;
  const isSigned = plain.startsWith("-") || plain.startsWith("+");
  const digits = isSigned ? plain.slice(1) : plain;
  const octal = /^0[oO]?(?=[0-7])/.exec(digits);
  const magnitude = BigInt(octal ? `0o${digits.slice(octal[0].length)}` : digits.toLowerCase());
  const limit = isSigned ? MAX_INT64 + (plain.startsWith("-") ? 1n : 0n) : MAX_UINT64;
  if (magnitude > limit) return undefined;
  return narrow(plain.startsWith("-") ? -magnitude : magnitude);
}

/** `0b-1` is read as -1: the digits after the prefix are parsed as a number of their own, sign and all. */
function signedBinary(plain: string): number | bigint | undefined {
  const match = /^(-?)0b([-+]?)([01]{1,63})$/.exec(plain);
  if (!match || match[1] === "-") return undefined;
  const magnitude = BigInt(`0b${match[3]}`);
  return narrow(match[2] === "-" ? -magnitude : magnitude);
}

const narrow = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;

const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d)))|(?: (\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?))?$/;

/** A valid date or time in the forms that YAML 1.1 calls timestamps; a writer has to quote such texts. */
export function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [year, month, day, ...clock] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  const [h1 = 0, m1 = 0, s1 = 0, zoneHour = 0, zoneMinute = 0, h2 = 0, m2 = 0, s2 = 0] = clock as number[];
  if (h1 + h2 > 23 || m1 + m2 > 59 || s1 + s2 > 59 || zoneHour > 24 || zoneMinute > 60) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** `12:30` and `1:30.5`: numbers to old YAML readers, so a writer quotes them. */
export const isBase60 = (text: string): boolean => BASE_60.test(text);
