import { goQuote } from "../../core/json/go-quote.ts";
import { unquote } from "../unquote.ts";
import type { Token, TokenKind } from "./lex.ts";
import { type Block, TemplateSyntaxError } from "./node.ts";

/** Where the parser stands, and what it knows of the names around. */
export interface Parser {
  readonly tokens: readonly Token[];
  readonly isFunction: (name: string) => boolean;
  readonly templates: Map<string, Block>;
  at: number;
  variables: string[];
  rangeDepth: number;
  /** The line on which the action that is read started; 0 outside. */
  actionLine: number;
}

export const peek = (p: Parser): Token => p.tokens[Math.min(p.at, p.tokens.length - 1)] as Token;
export const next = (p: Parser): Token => p.tokens[Math.min(p.at++, p.tokens.length - 1)] as Token;

/** The next token that is no blank; it stays. */
export function peekWord(p: Parser): Token {
  while (peek(p).kind === "space") p.at++;
  return peek(p);
}

export function nextWord(p: Parser): Token {
  peekWord(p);
  return next(p);
}

/** Go's parser looks one token ahead, and names the line of the token it read last. */
export function wrong(p: Parser, message: string): TemplateSyntaxError {
  const token = p.tokens[Math.min(Math.max(p.at - 1, 0), p.tokens.length - 1)] as Token;
  return new TemplateSyntaxError(`template: output:${token.line}: ${message}`);
}

/** The error for a token that may not stand where it does. */
export function unexpected(p: Parser, token: Token, context: string): TemplateSyntaxError {
  if (token.kind !== "error") return wrong(p, `unexpected ${tokenText(token)} in ${context}`);
  if (p.actionLine === 0 || p.actionLine === token.line) return wrong(p, token.text);
  const where = `started at output:${p.actionLine}`;
  return wrong(p, token.text.endsWith(" action") ? `${token.text} ${where}` : `${token.text} in action ${where}`);
}

function tokenText({ kind, text }: Token): string {
  if (kind === "end") return "EOF";
  if (kind === "keyword" || kind === "dot" || kind === "nil") return `<${text}>`;
  const characters = [...text];
  return characters.length > 10 && Buffer.byteLength(text) > 10
    ? `${goQuote(characters.slice(0, 10).join(""))}...`
    : goQuote(text);
}

export function expect(p: Parser, kind: TokenKind, context: string): Token {
  const token = nextWord(p);
  if (token.kind !== kind) throw unexpected(p, token, context);
  return token;
}

/** The text of a quoted token. */
export function stringValue(p: Parser, token: Token): string {
  const value = unquote(token.text);
  if (value === undefined) throw wrong(p, "invalid syntax");
  return value;
}
