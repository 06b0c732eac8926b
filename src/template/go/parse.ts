import { goQuote } from "../../core/json/go-quote.ts";
import { lex, type Token } from "./lex.ts";
import type { Block, Statement } from "./node.ts";
import { pipeline } from "./parse-pipeline.ts";
import { expect, next, nextWord, type Parser, peek, peekWord, stringValue, unexpected, wrong } from "./parser.ts";

/** A parsed template and those it defines, by name. */
export interface Parsed {
  readonly body: Block;
  readonly templates: ReadonlyMap<string, Block>;
}

type End = { readonly kind: "end" } | { readonly kind: "else" };

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
  define(p, "output", body);
  return { body: templates.get("output") as Block, templates };
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

/** A later definition replaces a blank one; two that say something are an error. */
function define(p: Parser, name: string, block: Block): void {
  const known = p.templates.get(name);
  if (known === undefined || isBlank(known)) p.templates.set(name, block);
  else if (!isBlank(block)) throw wrong(p, `template: multiple definition of template ${goQuote(name)}`);
}

const isBlank = (block: Block): boolean => block.every((node) => node.kind === "text" && node.text.trim() === "");

function templateName(p: Parser, token: Token, context: string): string {
  if (token.kind !== "string" && token.kind !== "raw") throw unexpected(p, token, context);
  return stringValue(p, token);
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
