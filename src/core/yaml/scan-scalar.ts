import {
  isBlank,
  isBreak,
  isDocumentMark,
  isGap,
  type Mark,
  markOf,
  readBreak,
  type Scanner,
  scanError,
  skip,
  type Token,
} from "./token.ts";

/** The line breaks and blanks between two pieces of a scalar, and how they are folded. */
interface Gap {
  blanks: string;
  first: string;
  further: string;
  hasBreak: boolean;
}

const newGap = (): Gap => ({ blanks: "", first: "", further: "", hasBreak: false });

/** One line break becomes a blank, more of them one less; U+2028 and U+2029 stay. */
function folded({ blanks, first, further, hasBreak }: Gap): string {
  if (!hasBreak) return blanks;
  if (first !== "\n") return first + further;
  return further === "" ? " " : further;
}

function readGap(s: Scanner, gap: Gap, checkTab?: () => void): void {
  for (;;) {
    const one = s.text[s.at];
    if (isBlank(one)) {
      if (gap.hasBreak) checkTab?.();
      else gap.blanks += one;
      skip(s);
    } else if (one !== undefined && isBreak(one)) {
      if (gap.hasBreak) gap.further += readBreak(s);
      else Object.assign(gap, { first: readBreak(s), hasBreak: true, blanks: "" });
    } else return;
  }
}

const FLOW_END = ",?[]{}";
// A run of characters that cannot end a plain scalar.
const ORDINARY = /[^ \t\n\r\x85\u2028\u2029:,?[\]{}#]+/y;

/** Reads a scalar without quotes, over several lines where they are indented enough. */
export function scanPlain(s: Scanner): Token {
  const mark = markOf(s);
  const indent = s.indent + 1;
  let [value, gap] = ["", newGap()];
  while (!isDocumentMark(s) && s.text[s.at] !== "#") {
    const start = s.at;
    let piece = "";
    for (;;) {
      ORDINARY.lastIndex = s.at;
      if (ORDINARY.test(s.text)) skip(s, ORDINARY.lastIndex - s.at);
      const one = s.text[s.at];
      if (isGap(one) || (one === ":" && isGap(s.text[s.at + 1]))) break;
      if (s.flowLevel > 0 && FLOW_END.includes(one as string)) break;
      skip(s);
    }
    piece = s.text.slice(start, s.at);
    if (piece !== "") {
      value += folded(gap) + piece;
      gap = newGap();
    }
    const next = s.text[s.at];
    if (!isBlank(next) && !(next !== undefined && isBreak(next))) break;
    readGap(s, gap, () => {
      if (s.column < indent && s.text[s.at] === "\t") {
        throw scanError("found a tab character that violates indentation", markOf(s), mark);
      }
    });
    if (s.flowLevel === 0 && s.column < indent) break;
  }
  if (gap.hasBreak) s.isKeyAllowed = true;
  return { kind: "scalar", mark, text: value, isPlain: true };
}

/** Reads a scalar in single or double quotes. */
export function scanQuoted(s: Scanner): Token {
  const mark = markOf(s);
  const quote = s.text[s.at] as string;
  let value = "";
  skip(s);
  for (;;) {
    if (isDocumentMark(s)) throw scanError("found unexpected document indicator", markOf(s), mark);
    if (s.at >= s.text.length) throw scanError("found unexpected end of stream", markOf(s), mark);
    const piece = quote === "'" ? singlePiece(s) : doublePiece(s, mark);
    value += piece.text;
    if (s.text[s.at] === quote) break;
    const gap = newGap();
    gap.hasBreak = piece.isContinued;
    readGap(s, gap);
    value += piece.isContinued ? gap.further + gap.first : folded(gap);
  }
  skip(s);
  return { kind: "scalar", mark, text: value, isPlain: false };
}

function singlePiece(s: Scanner): { text: string; isContinued: boolean } {
  let text = "";
  for (let one = s.text[s.at]; !isGap(one); one = s.text[s.at]) {
    if (one === "'") {
      if (s.text[s.at + 1] !== "'") break;
      skip(s);
    }
    text += one;
    skip(s);
  }
  return { text, isContinued: false };
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const CODE_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Up to the next blank, break or closing quote; a backslash at a line's end joins the next line without a blank. */
function doublePiece(s: Scanner, start: Mark): { text: string; isContinued: boolean } {
  let text = "";
  for (let one = s.text[s.at]; !isGap(one) && one !== '"'; one = s.text[s.at]) {
    if (one !== "\\") {
      text += one;
      skip(s);
      continue;
    }
    const next = s.text[s.at + 1];
    if (next !== undefined && isBreak(next)) {
      skip(s);
      readBreak(s);
      return { text, isContinued: true };
    }
    text += escaped(s, next ?? "", start);
  }
  return { text, isContinued: false };
}

function escaped(s: Scanner, letter: string, start: Mark): string {
  const length = CODE_LENGTH[letter];
  const simple = ESCAPES[letter];
  if (simple === undefined && length === undefined) throw scanError("found unknown escape character", markOf(s), start);
  skip(s, 2);
  if (length === undefined) return simple as string;
  const digits = s.text.slice(s.at, s.at + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) {
    throw scanError("did not find expected hexdecimal number", markOf(s), start);
  }
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw scanError("found invalid Unicode character escape code", markOf(s), start);
  }
  skip(s, length);
  return String.fromCodePoint(code);
}

/** Reads a literal (`|`) or folded (`>`) block. */
export function scanBlock(s: Scanner): Token {
  const mark = markOf(s);
  const isLiteral = s.text[s.at] === "|";
  skip(s);
  const { chomping, increment } = blockHeader(s, mark);
  const given = increment > 0 ? Math.max(s.indent, 0) + increment : 0;
  const lead = blockBreaks(s, given, mark);
  let [value, first, further, wasBlank] = ["", "", lead.breaks, false];
  const { indent } = lead;
  while (s.column === indent && s.at < s.text.length) {
    const startsBlank = isBlank(s.text[s.at]);
    const isFolded = !isLiteral && first === "\n" && !wasBlank && !startsBlank;
    value += (isFolded ? (further === "" ? " " : "") : first) + further;
    wasBlank = startsBlank;
    const start = s.at;
    while (s.at < s.text.length && !isBreak(s.text[s.at])) s.at++;
    s.column += s.at - start;
    value += s.text.slice(start, s.at);
    first = s.at < s.text.length ? readBreak(s) : "";
    further = blockBreaks(s, indent, mark).breaks;
  }
  if (chomping !== "-") value += first;
  if (chomping === "+") value += further;
  return { kind: "scalar", mark, text: value, isPlain: false };
}

function blockHeader(s: Scanner, mark: Mark): { chomping: string; increment: number } {
  let [chomping, increment] = ["", 0];
  for (let part = 0; part < 2; part++) {
    const one = s.text[s.at] ?? "";
    if (chomping === "" && (one === "+" || one === "-")) chomping = one;
    else if (increment === 0 && /^[0-9]$/.test(one)) {
      if (one === "0") throw scanError("found an indentation indicator equal to 0", markOf(s), mark);
      increment = Number(one);
    } else break;
    skip(s);
  }
  while (isBlank(s.text[s.at])) skip(s);
  if (s.text[s.at] === "#") while (s.at < s.text.length && !isBreak(s.text[s.at])) skip(s);
  if (s.at < s.text.length) {
    if (!isBreak(s.text[s.at])) throw scanError("did not find expected comment or line break", markOf(s), mark);
    readBreak(s);
  }
  return { chomping, increment };
}

/** The empty lines before a block's next line; finds out the indentation (0: unknown) by the deepest of them. */
function blockBreaks(s: Scanner, given: number, mark: Mark): { indent: number; breaks: string } {
  let [breaks, deepest] = ["", 0];
  for (;;) {
    while ((given === 0 || s.column < given) && s.text[s.at] === " ") skip(s);
    deepest = Math.max(deepest, s.column);
    if ((given === 0 || s.column < given) && s.text[s.at] === "\t") {
      throw scanError("found a tab character where an indentation space is expected", markOf(s), mark);
    }
    if (!isBreak(s.text[s.at])) break;
    breaks += readBreak(s);
  }
  return { indent: given || Math.max(deepest, s.indent + 1, 1), breaks };
}
