import { characterSource, readEscape } from "./escape.ts";
import { type Reader, refuse } from "./reader.ts";

const NAMED: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\0-\\x7f",
  blank: "\\t ",
  cntrl: "\\0-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** Reads a class in brackets. */
export function readClass(input: Reader): string {
  const whole = input.rest;
  input.skip(1);
  const isNegated = input.rest[0] === "^";
  if (isNegated) input.skip(1);
  let body = "";
  for (let isFirst = true; isFirst || input.rest[0] !== "]"; isFirst = false) {
    if (input.rest === "") throw refuse("missing closing ]", whole);
    body += readItem(input, whole);
  }
  input.skip(1);
  return `[${isNegated ? "^" : ""}${body}]`;
}

function readItem(input: Reader, whole: string): string {
  const named = /^\[:(\^?)(\w*):\]/.exec(input.rest);
  if (named) {
    const set = NAMED[named[2] ?? ""];
    if (set === undefined || named[1]) throw refuse("invalid character class range", named[0]);
    input.skip(named[0].length);
    return set;
  }
  const start = input.rest;
  const low = readOne(input, whole);
  if (low.code === undefined || !/^-[^\]]/s.test(input.rest)) return low.source;
  input.skip(1);
  const high = readOne(input, whole);
  const text = start.slice(0, start.length - input.rest.length);
  if (high.code === undefined) throw refuse("invalid escape sequence", text.slice(-2));
  if (high.code < low.code) throw refuse("invalid character class range", text);
  return `${low.source}-${high.source}`;
}

function readOne(input: Reader, whole: string): { source: string; code: number | undefined } {
  if (input.rest === "") throw refuse("missing closing ]", whole);
  if (input.rest[0] === "\\") return readEscape(input, true);
  const code = input.rest.codePointAt(0) as number;
  input.skip(code > 0xffff ? 2 : 1);
  return { source: characterSource(code), code };
}
