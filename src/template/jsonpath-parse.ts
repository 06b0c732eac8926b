import { type Bound, JsonPathError, type Node } from "./jsonpath-node.ts";
import { unquote } from "./unquote.ts";

interface Source {
  readonly text: string;
  at: number;
}

/**
 * Parses a JSONPath template: plain text and actions in braces, one "list" node for each action. Throws JsonPathError
 * with kubectl's words.
 */
export function parseTemplate(text: string): Node[] {
  const source = { text, at: 0 };
  const nodes: Node[] = [];
  while (source.at < text.length) {
    const brace = text.indexOf("{", source.at);
    const end = brace < 0 ? text.length : brace;
    if (end > source.at) nodes.push({ kind: "text", text: text.slice(source.at, end) });
    source.at = end + 1;
    if (brace >= 0) nodes.push({ kind: "list", nodes: action(source) });
  }
  return nodes;
}

/** The nodes of one action's content, as it would stand between braces. */
function parseAction(content: string): readonly Node[] {
  const first = parseTemplate(`{${content}}`)[0];
  return first?.kind === "list" ? first.nodes : [];
}

/** Reads up to and over the closing brace. */
function action(source: Source): Node[] {
  const nodes: Node[] = [];
  for (;;) {
    const { text, at } = source;
    const one = text[at];
    if (one === undefined) throw new JsonPathError("unclosed action");
    if (one === "}") {
      source.at++;
      return nodes;
    }
    if (text.startsWith("[?(", at)) nodes.push(filter(source));
    else if (text.startsWith("..", at)) recursive(source, nodes);
    else if (one === " " || one === "@" || one === "$") source.at++;
    else if (one === "[") nodes.push(...array(source));
    else if (one === '"' || one === "'") nodes.push(quoted(source, one));
    else if (one === ".") {
      source.at++;
      nodes.push(field(source));
    } else if (/[-+0-9]/.test(one)) nodes.push(number(source));
    else if (isWordStart(text, at)) nodes.push(word(source));
    else throw new JsonPathError(`unrecognized character in action: ${describe(text.codePointAt(at) as number)}`);
  }
}

const isWordStart = (text: string, at: number): boolean => /^[\p{L}\p{Nd}_]/u.test(text.slice(at, at + 2));

/** Go's %#U: U+007C '|'. */
function describe(code: number): string {
  const character = String.fromCodePoint(code);
  const shown = /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? ` '${character}'` : "";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}${shown}`;
}

const NAME_END = " .,[]$@{}";

/** A name up to a character that ends it; a backslash takes the next character along. */
function name(source: Source): string {
  const start = source.at;
  while (source.at < source.text.length) {
    const one = source.text[source.at] as string;
    if (NAME_END.includes(one)) break;
    source.at += one === "\\" ? 2 : 1;
  }
  source.at = Math.min(source.at, source.text.length);
  return source.text.slice(start, source.at);
}

function field(source: Source): Node {
  const text = name(source);
  return text === "*" ? { kind: "wildcard" } : { kind: "field", name: text.replaceAll("\\", "") };
}

function recursive(source: Source, nodes: Node[]): void {
  source.at += 2;
  nodes.push({ kind: "recursive" });
  if (isWordStart(source.text, source.at)) nodes.push(field(source));
}

function word(source: Source): Node {
  const text = name(source);
  return text === "true" || text === "false"
    ? { kind: "bool", value: text === "true" }
    : { kind: "identifier", name: text };
}

function number(source: Source): Node {
  const text = (/^[-+]?[0-9.]*/.exec(source.text.slice(source.at)) as RegExpExecArray)[0];
  source.at += text.length;
  if (/^[-+]?\d+$/.test(text)) return { kind: "number", value: Number(text), isFloat: false };
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return { kind: "number", value: Number(text), isFloat: true };
  throw new JsonPathError(`cannot parse number ${text}`);
}

function quoted(source: Source, quote: string): Node {
  const start = source.at++;
  for (;;) {
    const one = source.text[source.at++];
    if (one === undefined || one === "\n") throw new JsonPathError("unterminated quoted string");
    // As kubectl: a quote right behind a backslash never ends the text, not even behind an escaped backslash.
    if (one === quote && source.text[source.at - 2] !== "\\") break;
  }
  const raw = source.text.slice(start, source.at);
  const text = unquote(raw);
  if (text === undefined) throw new JsonPathError(`unquote string ${raw} error invalid syntax`);
  return { kind: "text", text };
}

function array(source: Source): readonly Node[] {
  const end = source.text.indexOf("]", source.at);
  const newline = source.text.indexOf("\n", source.at);
  if (end < 0 || (newline >= 0 && newline < end)) throw new JsonPathError("unterminated array");
  const content = source.text.slice(source.at + 1, end);
  source.at = end + 1;
  return content === "*" ? subscript(":") : subscript(content);
}

const SLICE = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/;

function subscript(content: string): readonly Node[] {
  const parts = content.split(",");
  if (parts.length > 1) return [{ kind: "union", lists: parts.map((part) => parseAction(`[${part.trim()}]`)) }];
  const key = /^'([^']*)'$/.exec(content);
  // A quoted key is read like a field path: its dots split it unless they are escaped.
  if (key) return parseAction(`.${key[1]}`);
  const match = SLICE.exec(content);
  if (!match) throw new JsonPathError(`invalid array index ${content}`);
  const start = bound(match[1] ?? "");
  const end =
    match[2] === undefined ? { value: start.value + 1, isKnown: true, isDerived: true } : bound(match[2].slice(1));
  return [{ kind: "array", bounds: [start, end, bound((match[3] ?? "").slice(1))] }];
}

function bound(digits: string): Bound {
  if (digits === "") return { value: 0, isKnown: false };
  const value = Number(digits);
  if (Number.isNaN(value)) throw new JsonPathError(`array index ${digits} is not a number`);
  return { value, isKnown: true };
}

const COMPARISON = /^([^!<>=]+)([!<>=]+)(.+?)$/;

function filter(source: Source): Node {
  source.at += 3;
  const start = source.at;
  let [quote, isOpen] = ["", false];
  for (;;) {
    const one = source.text[source.at++];
    if (one === undefined || one === "\n") throw new JsonPathError("unterminated filter");
    if (one === ")" && !isOpen) break;
    if (one !== '"' && one !== "'") continue;
    // Only the first quoted text may hold a parenthesis.
    if (quote === "") [quote, isOpen] = [one, true];
    else if (one === quote && source.text[source.at - 2] !== "\\") isOpen = false;
  }
  if (source.text[source.at++] !== "]") throw new JsonPathError("unclosed array expect ]");
  const content = source.text.slice(start, source.at - 2);
  const match = COMPARISON.exec(content);
  if (!match) return { kind: "filter", left: parseAction(content), operator: "exists", right: [] };
  const [, left = "", operator = "", right = ""] = match;
  return { kind: "filter", left: parseAction(left), operator, right: parseAction(right) };
}
