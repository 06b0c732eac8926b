import { type Reader, refuse } from "./reader.ts";

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
/** Go's are ASCII's alone. */
const SETS: Readonly<Record<string, string>> = { d: "0-9", s: "\\t\\n\\f\\r ", w: "0-9A-Za-z_" };
const PLACES: Readonly<Record<string, string>> = {
  A: "(?:(?<![^]))",
  z: "(?:(?![^]))",
  b: "(?:\\b)",
  B: "(?:\\B)",
};

export interface Escape {
  /** In JavaScript's syntax, outside or inside a class as was asked for. */
  readonly source: string;
  /** The one character it stands for, where it is one. */
  readonly code: number | undefined;
}

/** Reads one escape, in a class or outside. */
export function readEscape(input: Reader, isInClass: boolean): Escape {
  const letter = input.rest[1];
  if (letter === undefined) throw refuse("trailing backslash at end of expression", "");
  const set = SETS[letter.toLowerCase()];
  if (set !== undefined) {
    input.skip(2);
    return { source: setSource(letter, set, isInClass), code: undefined };
  }
  if (letter === "p" || letter === "P") return { source: readProperty(input), code: undefined };
  const place = PLACES[letter];
  if (place !== undefined && !isInClass) {
    input.skip(2);
    return { source: place, code: undefined };
  }
  const code = readCode(input);
  return { source: characterSource(code), code };
}

/** A character so that nothing in it is special, wherever it stands. */
export const characterSource = (code: number): string => `\\u{${code.toString(16)}}`;

function setSource(letter: string, set: string, isInClass: boolean): string {
  const isNegated = letter !== letter.toLowerCase();
  if (!isInClass) return `[${isNegated ? "^" : ""}${set}]`;
  return isNegated ? (NEGATED[letter] ?? "") : set;
}

const NEGATED: Readonly<Record<string, string>> = {
  D: "\\0-\\/:-\\u{10ffff}",
  S: "\\0-\\x08\\x0b\\x0e-\\x1f!-\\u{10ffff}",
  W: "\\0-\\/:-@\\[-\\^`\\{-\\u{10ffff}",
};

function readProperty(input: Reader): string {
  const [whole = input.rest.slice(0, 3), , sign = "", name = ""] =
    /^\\([pP])(?:\{(\^?)(\w+)\}|(?=(\w)))/.exec(input.rest) ?? [];
  const text = name === "" ? input.rest.slice(0, 3) : whole;
  const property = name || (input.rest[2] ?? "");
  const isNegated = (input.rest[1] === "P") !== (sign === "^");
  for (const spelling of [property, `Script=${property}`]) {
    const source = `\\${isNegated ? "P" : "p"}{${spelling}}`;
    if (isKnown(source)) {
      input.skip(text.length);
      return source;
    }
  }
  throw refuse("invalid character class range", text);
}

function isKnown(source: string): boolean {
  try {
    return Boolean(new RegExp(source, "u"));
  } catch {
    return false;
  }
}

function readCode(input: Reader): number {
  const { rest } = input;
  const octal = /^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
  const hex = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(rest);
  const letter = String.fromCodePoint(rest.codePointAt(1) as number);
  const found = hex ?? octal;
  const control = CONTROLS[letter];
  const code = hex
    ? Number.parseInt(hex[1] ?? hex[2] ?? "", 16)
    : octal
      ? Number.parseInt(octal[1] ?? "", 8)
      : (control ?? letter.charCodeAt(0));
  const isPlain = found !== null || control !== undefined || /^[!-/:-@[-`{-~]$/.test(letter);
  if (!isPlain || code > 0x10ffff) throw refuse("invalid escape sequence", rest.slice(0, 1 + letter.length));
  input.skip(found ? found[0].length : 2);
  return code;
}
