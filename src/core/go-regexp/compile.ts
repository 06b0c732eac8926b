import { readClass } from "./class.ts";
import { readEscape } from "./escape.ts";
import { type Reader, reader, refuse } from "./reader.ts";

/** Letters that a group may set: case-insensitive, `.` takes newlines, lines have ends, lazy by default. */
interface Modes {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
  readonly U: boolean;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/]/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})/;
const MOST_REPEATS = 1000;

/** A regular expression in Go's syntax (RE2) as one of JavaScript's; throws Go's error for what is none. */
export function compileGoRegExp(pattern: string): RegExp {
  const input = reader(pattern);
  const isFolded = /^\(\?[a-zA-Z]*i[a-zA-Z]*\)/.test(pattern);
  const source = readAlternatives(input, { i: isFolded, s: false, m: false, U: false }, isFolded);
  if (input.rest !== "") throw refuse("unexpected )", pattern);
  return new RegExp(source, isFolded ? "iu" : "u");
}

/** Everything up to the parenthesis that closes it, or the end. */
function readAlternatives(input: Reader, outer: Modes, isFolded: boolean): string {
  let modes = outer;
  let source = "";
  // What may be repeated: the piece in front, as long as it is not repeated yet.
  let piece = "";
  let repeated: string | undefined;
  while (input.rest !== "" && input.rest[0] !== ")") {
    const before = input.rest;
    const quantifier = QUANTIFIER.exec(before)?.[0];
    if (quantifier) {
      const lazy = before[quantifier.length] === "?";
      const text = quantifier + (lazy ? "?" : "");
      if (repeated !== undefined) throw refuse("invalid nested repetition operator", repeated + text);
      if (piece === "") throw refuse("missing argument to repetition operator", quantifier);
      checkCounts(quantifier);
      input.skip(text.length);
      piece += quantifier + (lazy !== modes.U ? "?" : "");
      repeated = text;
      continue;
    }
    source += piece;
    piece = "";
    repeated = undefined;
    if (before[0] === "|") source += input.take(1);
    else if (before[0] === "(") {
      const opened = readOpening(input, modes);
      if (opened.isSetting) modes = opened.modes;
      else {
        const inner = readAlternatives(input, opened.modes, isFolded);
        if (input.rest === "") throw refuse("missing closing )", input.pattern);
        input.skip(1);
        piece = `(?:${inner})`;
      }
    } else piece = readAtom(input, modes, isFolded);
  }
  return source + piece;
}

function checkCounts(quantifier: string): void {
  const [low = 0, high = low] = (quantifier.match(/\d+/g) ?? []).map(Number);
  if (low > MOST_REPEATS || high > MOST_REPEATS || low > high) throw refuse("invalid repeat count", quantifier);
}

function readOpening(input: Reader, modes: Modes): { modes: Modes; isSetting: boolean } {
  if (!input.rest.startsWith("(?")) {
    input.skip(1);
    return { modes, isSetting: false };
  }
  const name = /^\(\?P?<(?![=!])/.exec(input.rest)?.[0];
  if (name) {
    const whole = /^\(\?P?<[A-Za-z0-9_]+>/.exec(input.rest)?.[0];
    if (!whole) throw refuse("invalid named capture", /^[^>]*>?/.exec(input.rest)?.[0] ?? "");
    input.skip(whole.length);
    return { modes, isSetting: false };
  }
  const flags = /^\(\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(input.rest);
  if (!flags) {
    const until = /^\(\?[imsU-]*./su.exec(input.rest)?.[0];
    throw until ? refuse("invalid or unsupported Perl syntax", until) : refuse("missing closing )", input.pattern);
  }
  input.skip(flags[0].length);
  const set = Object.fromEntries([...(flags[1] ?? "")].map((letter) => [letter, true]));
  const unset = Object.fromEntries([...(flags[2] ?? "")].map((letter) => [letter, false]));
  return { modes: { ...modes, ...set, ...unset }, isSetting: flags[3] === ")" };
}

function readAtom(input: Reader, modes: Modes, isFolded: boolean): string {
  const { rest } = input;
  if (rest.startsWith("\\Q")) {
    const [, quoted = ""] = /^\\Q(.*?)(?:\\E|$)/s.exec(rest) ?? [];
    input.skip(2 + quoted.length + (rest.startsWith("\\E", 2 + quoted.length) ? 2 : 0));
    return quoted === "" ? "" : [...quoted].map((one) => literal(one, modes, isFolded)).join("");
  }
  if (rest[0] === "[") return readClass(input);
  if (rest[0] === "\\") return readEscape(input, false).source;
  const character = String.fromCodePoint(rest.codePointAt(0) as number);
  input.skip(character.length);
  if (character === ".") return modes.s ? "[^]" : "[^\\n]";
  if (character === "^") return modes.m ? "(?:(?<=^|\\n))" : "(?:^)";
  if (character === "$") return modes.m ? "(?:(?=\\n|$))" : "(?:$)";
  return literal(character, modes, isFolded);
}

function literal(character: string, modes: Modes, isFolded: boolean): string {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  if (modes.i && !isFolded && lower !== upper) return `[${lower}${upper}]`;
  return SPECIAL.test(character) ? `\\${character}` : character;
}
