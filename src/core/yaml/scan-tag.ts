import { isGap, type Mark, markOf, type Scanner, scanError, skip, type Token } from "./token.ts";

const NAME = /[0-9A-Za-z_-]*/y;
const URI = /[0-9A-Za-z_;/?:@&=+$.,!~*'()[\]%-]*/y;

function run(s: Scanner, pattern: RegExp): string {
  pattern.lastIndex = s.at;
  const found = pattern.exec(s.text)?.[0] ?? "";
  skip(s, found.length);
  return found;
}

/** Reads `&name` or `*name`. */
export function scanAnchor(s: Scanner, kind: "anchor" | "alias"): Token {
  const mark = markOf(s);
  skip(s);
  const text = run(s, NAME);
  const next = s.text[s.at];
  if (text === "" || !(isGap(next) || "?:,]}%@`".includes(next as string))) {
    throw scanError("did not find expected alphabetic or numeric character", markOf(s), mark);
  }
  return { kind, mark, text };
}

/** Reads `!`, `!name`, `!!name`, `!handle!name` or `!<uri>`. */
export function scanTag(s: Scanner): Token {
  const mark = markOf(s);
  const token = s.text[s.at + 1] === "<" ? verbatim(s, mark) : shorthand(s, mark);
  if (!isGap(s.text[s.at])) throw scanError("did not find expected whitespace or line break", markOf(s), mark);
  return { kind: "tag", mark, ...token };
}

function verbatim(s: Scanner, mark: Mark): { handle: string; text: string } {
  skip(s, 2);
  const text = uri(s, mark);
  if (s.text[s.at] !== ">") throw scanError("did not find the expected '>'", markOf(s), mark);
  skip(s);
  return { handle: "", text };
}

function shorthand(s: Scanner, mark: Mark): { handle: string; text: string } {
  skip(s);
  const name = run(s, NAME);
  if (s.text[s.at] === "!") {
    skip(s);
    return { handle: `!${name}!`, text: uri(s, mark) };
  }
  const text = name + uri(s, mark, true);
  return text === "" ? { handle: "", text: "!" } : { handle: "!", text };
}

function uri(s: Scanner, mark: Mark, mayBeEmpty = false): string {
  const found = run(s, URI);
  if (found === "" && !mayBeEmpty) throw scanError("did not find expected tag URI", markOf(s), mark);
  try {
    return found.includes("%") ? decodeURIComponent(found) : found;
  } catch {
    throw scanError("did not find URI escaped octet", markOf(s), mark);
  }
}

/** Reads `%YAML 1.1` or `%TAG …` to the end of the line; `text` is the version, or "" for other directives. */
export function scanDirective(s: Scanner): Token {
  const mark = markOf(s);
  skip(s);
  const name = run(s, NAME);
  if (name === "") throw scanError("could not find expected directive name", markOf(s), mark);
  if (!isGap(s.text[s.at])) throw scanError("found unexpected non-alphabetical character", markOf(s), mark);
  if (name !== "YAML" && name !== "TAG") throw scanError("found unknown directive name", mark, mark);
  const rest = /[^\n\r\x85\u2028\u2029]*/y;
  const words = run(s, rest);
  const version = /^[ \t]*(\d+\.\d+)[ \t]*(?:#.*)?$/.exec(words)?.[1];
  if (name === "YAML" && version === undefined)
    throw scanError("did not find expected digit or '.' character", markOf(s), mark);
  return { kind: "directive", mark, text: version ?? "" };
}
