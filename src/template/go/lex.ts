import { TemplateSyntaxError } from "./node.ts";

export type TokenKind =
  | "text"
  | "open"
  | "close"
  | "space"
  | "assign"
  | "declare"
  | "pipe"
  | "string"
  | "raw"
  | "char-constant"
  | "number"
  | "complex"
  | "variable"
  | "field"
  | "dot"
  | "bool"
  | "nil"
  | "identifier"
  | "keyword"
  | "paren-open"
  | "paren-close"
  | "char"
  | "error"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index into the template's text, and the line there (from 1). */
  readonly at: number;
  readonly line: number;
}

const KEYWORDS = new Set(["block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"]);
const WORD = /[\p{L}\p{Nd}_]*/uy;
const SPACES = /[ \t\r\n]+/y;
const TRIM_LEFT = /^-[ \t\r\n]/;
const TRIM_RIGHT = /^[ \t\r\n]-\}\}/;
const NUMBER =
  /[-+]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][-+]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?)i?/y;

/** Cuts a template into tokens; a bad one becomes an "error" token, with which the list ends. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let counted = 0;
  const push = (kind: TokenKind, at: number, value: string) => {
    for (; counted < at; counted++) if (text[counted] === "\n") line++;
    tokens.push({ kind, text: value, at, line });
  };
  let at = 0;
  try {
    while (at < text.length) at = textAndAction(text, at, push);
    push("end", text.length, "");
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    push("error", error.at, error.message);
  }
  return tokens;
}

class LexError extends TemplateSyntaxError {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

type Push = (kind: TokenKind, at: number, text: string) => void;

/** A run of plain text and the action behind it; gives the place to go on. */
function textAndAction(text: string, from: number, push: Push): number {
  const open = text.indexOf("{{", from);
  if (open < 0) {
    push("text", from, text.slice(from));
    return text.length;
  }
  const after = text.slice(open + 2, open + 4);
  const isTrimmed = TRIM_LEFT.test(after);
  const plain = text.slice(from, open);
  const shown = isTrimmed ? plain.replace(/[ \t\r\n]+$/, "") : plain;
  if (shown !== "") push("text", from, shown);
  const start = open + (isTrimmed ? 4 : 2);
  if (text.startsWith("/*", start)) return comment(text, start);
  push("open", open, "{{");
  return action(text, start, push);
}

function comment(text: string, start: number): number {
  const end = text.indexOf("*/", start + 2);
  if (end < 0) throw new LexError("unclosed comment", start);
  const close = closing(text, end + 2);
  if (!close) throw new LexError("comment ends before closing delimiter", end + 2);
  return close.next;
}

/** The closing braces at a place, with the text that a trim marker eats behind them. */
function closing(text: string, at: number): { start: number; next: number } | undefined {
  const isTrimmed = TRIM_RIGHT.test(text.slice(at, at + 4));
  if (!isTrimmed && !text.startsWith("}}", at)) return undefined;
  const start = at + (isTrimmed ? 2 : 0);
  if (!isTrimmed) return { start, next: start + 2 };
  SPACES.lastIndex = start + 2;
  return { start, next: SPACES.test(text) ? SPACES.lastIndex : start + 2 };
}

function action(text: string, from: number, push: Push): number {
  let [at, depth] = [from, 0];
  for (;;) {
    const close = closing(text, at);
    if (close) {
      if (depth > 0) throw new LexError("unclosed left paren", at);
      push("close", close.start, "}}");
      return close.next;
    }
    if (at >= text.length) throw new LexError("unclosed action", at);
    const one = text[at] as string;
    if (one === ")" && depth === 0) throw new LexError("unexpected right paren", at);
    depth += one === "(" ? 1 : one === ")" ? -1 : 0;
    at = token(text, at, push);
  }
}

const SINGLE: Readonly<Record<string, TokenKind>> = {
  "=": "assign",
  "|": "pipe",
  "(": "paren-open",
  ")": "paren-close",
};

/** One token inside an action; gives the place behind it. */
function token(text: string, at: number, push: Push): number {
  const one = text[at] as string;
  const single = SINGLE[one];
  if (single) return emit(push, single, at, one);
  if (/[ \t\r\n]/.test(one)) return spaces(text, at, push);
  if (one === ":") {
    if (text[at + 1] !== "=") throw new LexError("expected :=", at);
    return emit(push, "declare", at, ":=");
  }
  if (one === '"') return emit(push, "string", at, quoted(text, at, '"', "unterminated quoted string"));
  if (one === "`") return rawQuoted(text, at, push);
  if (one === "'") return emit(push, "char-constant", at, quoted(text, at, "'", "unterminated character constant"));
  if (one === "$" || (one === "." && !/[0-9]/.test(text[at + 1] ?? ""))) return fieldOrVariable(text, at, push);
  if (/[-+.0-9]/.test(one)) return number(text, at, push);
  const word = match(WORD, text, at);
  if (word !== "") return identifier(text, at, word, push);
  if (one >= " " && one <= "~") return emit(push, "char", at, one);
  throw new LexError(`unrecognized character in action: ${unicodeName(text, at)}`, at);
}

function emit(push: Push, kind: TokenKind, at: number, text: string): number {
  push(kind, at, text);
  return at + text.length;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function spaces(text: string, at: number, push: Push): number {
  const run = match(SPACES, text, at);
  // The last blank may belong to a trim marker.
  const isMarker = text.startsWith("-}}", at + run.length);
  const kept = isMarker ? run.slice(0, -1) : run;
  return emit(push, "space", at, kept);
}

function quoted(text: string, at: number, quote: string, message: string): string {
  for (let i = at + 1; i < text.length; i++) {
    const one = text[i];
    if (one === quote) return text.slice(at, i + 1);
    if (one === "\\") i++;
    if (text[i] === "\n") break;
  }
  throw new LexError(message, at);
}

function rawQuoted(text: string, at: number, push: Push): number {
  const end = text.indexOf("`", at + 1);
  if (end < 0) throw new LexError("unterminated raw quoted string", at);
  return emit(push, "raw", at, text.slice(at, end + 1));
}

function fieldOrVariable(text: string, at: number, push: Push): number {
  const name = (text[at] as string) + match(WORD, text, at + 1);
  checkEnd(text, at + name.length);
  return emit(push, name.startsWith("$") ? "variable" : name === "." ? "dot" : "field", at, name);
}

function identifier(text: string, at: number, word: string, push: Push): number {
  checkEnd(text, at + word.length);
  if (KEYWORDS.has(word)) return emit(push, "keyword", at, word);
  if (word === "true" || word === "false") return emit(push, "bool", at, word);
  return emit(push, word === "nil" ? "nil" : "identifier", at, word);
}

/** What may stand right behind a name. */
function checkEnd(text: string, at: number): void {
  if (at >= text.length || /[ \t\r\n.,|:()]/.test(text[at] as string) || text.startsWith("}}", at)) return;
  throw new LexError(`bad character ${unicodeName(text, at)}`, at);
}

function number(text: string, at: number, push: Push): number {
  const first = numberText(text, at, at);
  const sign = text[at + first.length];
  if (sign !== "+" && sign !== "-") return emit(push, "number", at, first);
  const all = first + numberText(text, at + first.length, at);
  if (!all.endsWith("i")) throw new LexError(`bad number syntax: ${JSON.stringify(all)}`, at);
  return emit(push, "complex", at, all);
}

function numberText(text: string, at: number, start: number): string {
  const found = match(NUMBER, text, at);
  const next = /^[\p{L}\p{Nd}_]/u.exec(text.slice(at + found.length, at + found.length + 2));
  if (!next) return found;
  throw new LexError(`bad number syntax: ${JSON.stringify(text.slice(start, at + found.length) + next[0])}`, at);
}

/** Go's %#U. */
export function unicodeName(text: string, at: number): string {
  const code = text.codePointAt(at) as number;
  const character = String.fromCodePoint(code);
  const shown = /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? ` '${character}'` : "";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}${shown}`;
}
