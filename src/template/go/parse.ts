import { goQuote } from "../../core/json/go-quote.ts";
import { unquote } from "../unquote.ts";
import { lex, type Token, type TokenKind } from "./lex.ts";
import { type Block, type Command, type Operand, type Pipeline, nodeText, type Statement, TemplateSyntaxError } from "./node.ts";
import { readNumber } from "./number.ts";

/** A parsed template and those it defines, by name. */
export interface Parsed {
  readonly body: Block;
  readonly templates: ReadonlyMap<string, Block>;
}

type End = { readonly kind: "end" } | { readonly kind: "else" };

interface Parser {
  readonly tokens: readonly Token[];
  readonly isFunction: (name: string) => boolean;
  readonly templates: Map<string, Block>;
  at: number;
  variables: string[];
  rangeDepth: number;
  /** The line on which the action that is read started; 0 outside. */
  actionLine: number;
}

/** Parses a Go template; throws TemplateSyntaxError ("template: output:1: …"). */
export function parse(text: string, isFunction: (name: string) => boolean): Parsed {
  const templates = new Map<string, Block>();
  const p: Parser = { tokens: lex(text), isFunction, templates, at: 0, variables: ["$"], rangeDepth: 0, actionLine: 0 };
  const body: Statement[] = [];
  while (peek(p).kind !== "end") {
    if (isDefine(p)) {
      definition(p);
      continue;
    }
    const node = textOrAction(p);
    if (node.kind === "end" || node.kind === "else") throw wrong(p, `unexpected {{${node.kind}}}`);
    body.push(node);
  }
  return { body, templates };
}

const peek = (p: Parser): Token => p.tokens[Math.min(p.at, p.tokens.length - 1)] as Token;
const next = (p: Parser): Token => p.tokens[Math.min(p.at++, p.tokens.length - 1)] as Token;

function peekWord(p: Parser): Token {
  while (peek(p).kind === "space") p.at++;
  return peek(p);
}

function nextWord(p: Parser): Token {
  peekWord(p);
  return next(p);
}

/** Go's parser looks one token ahead, and names the line of the token it read last. */
function wrong(p: Parser, message: string): TemplateSyntaxError {
  const token = p.tokens[Math.min(Math.max(p.at - 1, 0), p.tokens.length - 1)] as Token;
  return new TemplateSyntaxError(`template: output:${token.line}: ${message}`);
}

function unexpected(p: Parser, token: Token, context: string): TemplateSyntaxError {
  if (token.kind !== "error") return wrong(p, `unexpected ${tokenText(token)} in ${context}`);
  if (p.actionLine === 0 || p.actionLine === token.line) return wrong(p, token.text);
  const where = `started at output:${p.actionLine}`;
  return wrong(p, token.text.endsWith(" action") ? `${token.text} ${where}` : `${token.text} in action ${where}`);
}

function tokenText({ kind, text }: Token): string {
  if (kind === "end") return "EOF";
  if (kind === "keyword") return `<${text}>`;
  const characters = [...text];
  return characters.length > 10 && Buffer.byteLength(text) > 10 ? `${goQuote(characters.slice(0, 10).join(""))}...` : goQuote(text);
}

function expect(p: Parser, kind: TokenKind, context: string): Token {
  const token = nextWord(p);
  if (token.kind !== kind) throw unexpected(p, token, context);
  return token;
}

function isDefine(p: Parser): boolean {
  if (peek(p).kind !== "open") return false;
  let at = p.at + 1;
  while (p.tokens[at]?.kind === "space") at++;
  const token = p.tokens[at];
  return token?.kind === "keyword" && token.text === "define";
}

function definition(p: Parser): void {
  next(p);
  nextWord(p);
  const context = "define clause";
  const name = templateName(p, nextWord(p), context);
  expect(p, "close", context);
  const outer = { variables: p.variables, rangeDepth: p.rangeDepth };
  p.variables = ["$"];
  p.rangeDepth = 0;
  const { block, end } = statements(p);
  if (end.kind !== "end") throw wrong(p, `unexpected {{${end.kind}}} in ${context}`);
  Object.assign(p, outer);
  define(p, name, block);
}

/** A later definition replaces an earlier one, unless it is blank. */
function define(p: Parser, name: string, block: Block): void {
  const isBlank = block.every((node) => node.kind === "text" && node.text.trim() === "");
  if (!p.templates.has(name) || !isBlank) p.templates.set(name, block);
}

function templateName(p: Parser, token: Token, context: string): string {
  if (token.kind !== "string" && token.kind !== "raw") throw unexpected(p, token, context);
  return stringValue(p, token);
}

function stringValue(p: Parser, token: Token): string {
  const value = unquote(token.text);
  if (value === undefined) throw wrong(p, "invalid syntax");
  return value;
}

function statements(p: Parser): { block: Block; end: End } {
  const block: Statement[] = [];
  while (peekWord(p).kind !== "end") {
    const node = textOrAction(p);
    if (node.kind === "end" || node.kind === "else") return { block, end: node };
    block.push(node);
  }
  next(p);
  throw wrong(p, "unexpected EOF");
}

function textOrAction(p: Parser): Statement | End {
  const token = nextWord(p);
  if (token.kind === "text") return { kind: "text", text: token.text, at: token.at };
  if (token.kind !== "open") throw unexpected(p, token, "input");
  p.actionLine = token.line;
  const node = action(p);
  p.actionLine = 0;
  return node;
}

function action(p: Parser): Statement | End {
  const token = peekWord(p);
  if (token.kind === "keyword") return keyword(p, nextWord(p));
  return { kind: "action", at: token.at, pipe: pipeline(p, "command", "close") };
}

function keyword(p: Parser, token: Token): Statement | End {
  switch (token.text) {
    case "break":
    case "continue": {
      const after = nextWord(p);
      if (after.kind !== "close") throw unexpected(p, after, `{{${token.text}}}`);
      if (p.rangeDepth === 0) throw wrong(p, `{{${token.text}}} outside {{range}}`);
      return { kind: token.text, at: token.at };
    }
    case "end":
      expect(p, "close", "end");
      return { kind: "end" };
    case "else": {
      const after = peekWord(p);
      const goesOn = after.kind === "keyword" && (after.text === "if" || after.text === "with");
      if (!goesOn) expect(p, "close", "else");
      return { kind: "else" };
    }
    case "if":
    case "with":
    case "range":
      return control(p, token.text, token.at);
    case "template":
      return templateCall(p);
    case "block":
      return blockCall(p);
    default:
      throw unexpected(p, token, "command");
  }
}

function control(p: Parser, kind: "if" | "with" | "range", at: number): Statement {
  const outer = p.variables;
  p.variables = [...outer];
  const pipe = pipeline(p, kind, "close");
  if (kind === "range") p.rangeDepth++;
  const { block, end } = statements(p);
  if (kind === "range") p.rangeDepth--;
  const otherwise = end.kind === "else" ? elseBlock(p, kind) : undefined;
  p.variables = outer;
  const node = { kind, at: pipe.at, pipe, body: block };
  return otherwise ? { ...node, at, otherwise } : { ...node, at };
}

function elseBlock(p: Parser, kind: "if" | "with" | "range"): Block {
  const after = peekWord(p);
  if (kind !== "range" && after.kind === "keyword" && after.text === kind) {
    const token = next(p);
    return [control(p, kind, token.at)];
  }
  const { block, end } = statements(p);
  if (end.kind !== "end") throw wrong(p, `expected end; found {{${end.kind}}}`);
  return block;
}

function templateCall(p: Parser): Statement {
  const context = "template clause";
  const token = nextWord(p);
  const name = templateName(p, token, context);
  if (peekWord(p).kind === "close") {
    next(p);
    return { kind: "template", name, at: token.at };
  }
  return { kind: "template", name, at: token.at, pipe: pipeline(p, context, "close") };
}

function blockCall(p: Parser): Statement {
  const context = "block clause";
  const token = nextWord(p);
  const name = templateName(p, token, context);
  const pipe = pipeline(p, context, "close");
  const outer = { variables: p.variables, rangeDepth: p.rangeDepth };
  p.variables = ["$"];
  p.rangeDepth = 0;
  const { block, end } = statements(p);
  if (end.kind !== "end") throw wrong(p, `unexpected {{${end.kind}}} in ${context}`);
  Object.assign(p, outer);
  define(p, name, block);
  return { kind: "template", name, at: token.at, pipe };
}

function pipeline(p: Parser, context: string, end: TokenKind): Pipeline {
  const at = peekWord(p).at;
  const { variables, isAssign } = declarations(p, context);
  const commands: Command[] = [];
  for (;;) {
    const token = nextWord(p);
    if (token.kind === end) break;
    if (!STARTS.has(token.kind)) throw unexpected(p, token, context);
    p.at--;
    commands.push(command(p));
  }
  if (commands.length === 0) throw wrong(p, `missing value for ${context}`);
  const stage = commands.findIndex(({ args }, index) => index > 0 && isConstant(args[0] as Operand));
  if (stage > 0) throw wrong(p, `non executable command in pipeline stage ${stage + 1}`);
  return { kind: "pipeline", at, variables, isAssign, commands };
}

const STARTS = new Set<TokenKind>([
  "bool",
  "char-constant",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "raw",
  "string",
  "variable",
  "paren-open",
]);

const isConstant = ({ kind }: Operand): boolean => ["literal", "string", "dot", "nil"].includes(kind);

/** `$x :=`, `$x =`, and for ranges also `$i, $x :=`. */
function declarations(p: Parser, context: string): { variables: string[]; isAssign: boolean } {
  const variables: string[] = [];
  for (;;) {
    const start = peekWord(p);
    if (start.kind !== "variable") return { variables, isAssign: false };
    const mark = p.at;
    next(p);
    const after = peekWord(p);
    if (after.kind === "assign" || after.kind === "declare") {
      next(p);
      variables.push(start.text);
      p.variables.push(start.text);
      return { variables, isAssign: after.kind === "assign" };
    }
    if (after.kind !== "char" || after.text !== ",") {
      p.at = mark;
      return { variables, isAssign: false };
    }
    next(p);
    variables.push(start.text);
    p.variables.push(start.text);
    if (context !== "range" || variables.length > 1) throw wrong(p, `too many declarations in ${context}`);
    if (!["variable", "close", "paren-close"].includes(peekWord(p).kind)) throw wrong(p, "range can only initialize variables");
  }
}

function command(p: Parser): Command {
  const at = peekWord(p).at;
  const args: Operand[] = [];
  for (;;) {
    peekWord(p);
    const one = operand(p);
    if (one) args.push(one);
    const token = next(p);
    if (token.kind === "space") continue;
    if (token.kind === "close" || token.kind === "paren-close") p.at--;
    else if (token.kind !== "pipe") throw unexpected(p, token, "operand");
    break;
  }
  if (args.length === 0) throw wrong(p, "empty command");
  return { kind: "command", at, args };
}

function operand(p: Parser): Operand | undefined {
  const first = term(p);
  if (!first || peek(p).kind !== "field") return first;
  const { at } = peek(p);
  const names: string[] = [];
  while (peek(p).kind === "field") names.push(next(p).text.slice(1));
  if (first.kind === "field") return { kind: "field", at, names: [...first.names, ...names] };
  if (first.kind === "variable") return { kind: "variable", at, names: [...first.names, ...names] };
  if (isConstant(first)) throw wrong(p, `unexpected . after term ${goQuote(nodeText(first))}`);
  return { kind: "chain", at, of: first, names };
}

function term(p: Parser): Operand | undefined {
  const token = nextWord(p);
  const { at, text } = token;
  switch (token.kind) {
    case "identifier":
      if (!p.isFunction(text)) throw wrong(p, `function ${goQuote(text)} not defined`);
      return { kind: "function", at, name: text };
    case "dot":
    case "nil":
      return { kind: token.kind, at };
    case "variable":
      if (!p.variables.includes(text)) throw wrong(p, `undefined variable ${goQuote(text)}`);
      return { kind: "variable", at, names: [text] };
    case "field":
      return { kind: "field", at, names: [text.slice(1)] };
    case "bool":
      return { kind: "literal", at, value: text === "true", source: text };
    case "char-constant":
    case "complex":
    case "number": {
      const number = readNumber(text, token.kind);
      if (typeof number === "string") throw wrong(p, number);
      return { kind: "literal", at, source: text, ...number };
    }
    case "paren-open":
      return pipeline(p, "parenthesized pipeline", "paren-close");
    case "string":
    case "raw":
      return { kind: "string", at, source: text, value: stringValue(p, token) };
    default:
      p.at--;
      return undefined;
  }
}
