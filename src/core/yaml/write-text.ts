import { isBase60, isTimestamp, resolveScalar } from "./resolve.ts";

const WIDTH = 80;
/** A text of letters and the like that needs no look at its characters: only a few words of it mean something else. */
const SIMPLE = /^[A-Za-z_/][\w./-]*$/;
/** Characters that only a double-quoted scalar can hold: controls, surrogates (beyond the BMP), NEL, BOM. */
const SPECIAL = /[^\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const BREAK = /[\n\u2028\u2029]/;
const BREAK_SPACE = /[\n\u2028\u2029] /;
const SPACE_BREAK = / [\n\u2028\u2029]/;
/** What would be read as something else than text in a plain scalar. */
const INDICATOR =
  /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \n\u2028\u2029]|$)|---|\.\.\.)|:(?:[ \n\u2028\u2029]|$)|[ \n\u2028\u2029]#/;

type Style = "plain" | "single" | "double" | "literal";

function styleOf(text: string): Style {
  if (resolveScalar(text) !== text || isBase60(text) || isTimestamp(text)) return "double";
  if (SIMPLE.test(text)) return "plain";
  if (SPECIAL.test(text)) return "double";
  const hasBreak = BREAK.test(text);
  if (hasBreak && SPACE_BREAK.test(text)) return "double";
  if (text.includes("\n")) return text.endsWith(" ") ? "double" : "literal";
  if (hasBreak) return BREAK_SPACE.test(text) ? "double" : "single";
  return text.startsWith(" ") || text.endsWith(" ") || INDICATOR.test(text) ? "single" : "plain";
}

/** A text as a value: in the style kubectl chooses, folded after column 80, with a newline at the end. */
export function writeText(given: string, indent: number, column: number): string {
  const text = given.toWellFormed();
  const style = styleOf(text);
  if (style === "literal") return literal(text, indent);
  const fits = column + text.length <= WIDTH;
  if (style === "plain") return fits || !text.includes(" ") ? `${text}\n` : `${fold(text, indent, column)}\n`;
  if (style === "single") return `'${single(text, indent, column + 1)}'\n`;
  return `"${double(text, indent, column + 1)}"\n`;
}

const KEYS = new Map<string, string>();

/** A key that stands on one line; most keys come again and again, so their spelling is remembered. */
export function writeKey(given: string): string {
  const known = KEYS.get(given);
  if (known !== undefined) return known;
  const key = given.toWellFormed();
  const style = styleOf(key);
  const endless = Number.POSITIVE_INFINITY;
  const written =
    style === "plain" ? key : style === "single" ? `'${single(key, 0, -endless)}'` : `"${double(key, 0, -endless)}"`;
  if (KEYS.size < 2000) KEYS.set(given, written);
  return written;
}

/** kubectl's limit for a key before ":" is 128 bytes on one line. */
export const isLongKey = (key: string): boolean =>
  BREAK.test(key) || key.includes("\r") || (key.length > 42 && Buffer.byteLength(key) > 128);

function literal(text: string, indent: number): string {
  const pad = " ".repeat(indent);
  const hint = /^[ \n\u2028\u2029]/.test(text) ? "2" : "";
  const last = BREAK.test(text.at(-1) as string);
  const chomp = !last ? "-" : text.length === 1 || BREAK.test(text.at(-2) as string) ? "+" : "";
  const body = text.replace(/[^\n\u2028\u2029]+/g, (line) => pad + line);
  return `|${hint}${chomp}\n${body}${last ? "" : "\n"}`;
}

/** Breaks lines at the first single blank after column 80. */
function fold(text: string, indent: number, column: number): string {
  const pad = `\n${" ".repeat(indent)}`;
  let [out, from, start] = ["", 0, column];
  for (let at = text.indexOf(" ", 1); at >= 0 && at < text.length - 1; at = text.indexOf(" ", at + 1)) {
    const width = start + at - from;
    if (width <= WIDTH || text[at + 1] === " " || text[at - 1] === " ") continue;
    out += text.slice(from, at) + pad;
    [from, start] = [at + 1, indent];
  }
  return out + text.slice(from);
}

function single(text: string, indent: number, column: number): string {
  const doubled = text.includes("'") ? text.replaceAll("'", "''") : text;
  const parts = doubled.split(/(?<=[\u2028\u2029])(?=[^\u2028\u2029])/);
  const pad = " ".repeat(indent);
  return parts.map((part, at) => fold(part, indent, at === 0 ? column : indent)).join(pad);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\xa0": "\\_",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

/** The escape of one character in a double-quoted scalar. */
export function escapeCharacter(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

const MUST_ESCAPE = /["\\]|[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

function double(text: string, indent: number, start: number): string {
  // kubectl's writer looks for the byte order mark at the start only, and then escapes everything.
  const escapeAll = text.startsWith("\ufeff");
  const characters = [...text];
  let [out, column, afterSpace] = ["", start, false];
  for (let at = 0; at < characters.length; at++) {
    const one = characters[at] as string;
    if (escapeAll || MUST_ESCAPE.test(one)) {
      const escaped = escapeCharacter(one);
      out += escaped;
      column += escaped.length;
      afterSpace = false;
    } else if (one === " " && !afterSpace && column > WIDTH && at > 0 && at < characters.length - 1) {
      out += `\n${" ".repeat(indent)}${characters[at + 1] === " " ? "\\" : ""}`;
      column = indent;
      afterSpace = true;
    } else {
      out += one;
      column++;
      afterSpace = one === " ";
    }
  }
  return out;
}
