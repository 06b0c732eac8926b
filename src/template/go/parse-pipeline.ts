import { goQuote } from "../../core/json/go-quote.ts";
import type { TokenKind } from "./lex.ts";
import { type Command, nodeText, type Operand, type Pipeline } from "./node.ts";
import { readNumber } from "./number.ts";
import { next, nextWord, type Parser, peek, peekWord, stringValue, unexpected, wrong } from "./parser.ts";

/** Reads a pipeline up to the token that ends it; `context` is what messages call the place. */
export function pipeline(p: Parser, context: string, end: TokenKind): Pipeline {
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
    if (!["variable", "close", "paren-close"].includes(peekWord(p).kind))
      throw wrong(p, "range can only initialize variables");
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
