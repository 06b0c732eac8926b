import type { Json } from "../object.ts";
import { type Composer, composer } from "./compose.ts";
import { YamlError } from "./error.ts";
import { newScanner, peekToken, takeToken } from "./scan.ts";
import { type Mark, parseError, type Scanner, type TokenKind } from "./token.ts";

type State =
  | "end"
  | "list-entry"
  | "indentless-entry"
  | "map-key"
  | "map-value"
  | "flow-list-entry"
  | "flow-list-first"
  | "flow-pair-key"
  | "flow-pair-value"
  | "flow-pair-end"
  | "flow-map-key"
  | "flow-map-first"
  | "flow-map-value"
  | "flow-map-no-value";

interface Parser {
  readonly s: Scanner;
  readonly into: Composer;
  /** What to go on with when the node at hand is done, innermost last. */
  readonly states: State[];
  /** Where the open collections started; errors name it when they stand on the first line. */
  readonly marks: Mark[];
}

const CONTROL = /[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Parses the first document of a text by the grammar that kubectl's own reader follows, odd corners included, and with
 * its messages; null when there is none. Throws YamlError.
 */
export function parseExactly(text: string): Json {
  if (CONTROL.test(text)) throw new YamlError("control characters are not allowed");
  const p: Parser = { s: newScanner(text), into: composer(), states: ["end"], marks: [] };
  if (!startDocument(p)) return null;
  for (let state = p.states.pop() as State; state !== "end"; state = p.states.pop() as State) STEPS[state](p);
  // kubectl looks for the document's end, and so at one more token.
  peekToken(p.s);
  return p.into.finish();
}

const peek = (p: Parser): TokenKind => peekToken(p.s).kind;
const is = (p: Parser, ...kinds: TokenKind[]): boolean => kinds.includes(peek(p));

/** Directives and `---`; then the document's node. False at the end of the stream. */
function startDocument(p: Parser): boolean {
  if (peek(p) === "stream-end") return false;
  if (!is(p, "directive", "document-start")) {
    node(p, { isBlock: true });
    return true;
  }
  while (peek(p) === "directive") {
    const { text, mark } = takeToken(p.s);
    if (text !== "1.1" && text !== "") throw parseError("found incompatible YAML document", mark);
  }
  if (peek(p) !== "document-start") throw parseError("did not find expected <document start>", peekToken(p.s).mark);
  takeToken(p.s);
  if (is(p, "directive", "document-start", "document-end", "stream-end")) nothing(p);
  else node(p, { isBlock: true });
  return true;
}

const nothing = (p: Parser): void => p.into.scalar({ text: "", isPlain: true, tag: "" }, undefined);

interface Place {
  readonly isBlock: boolean;
  /** A list's dashes may stand at the column of the map's keys. */
  readonly isIndentless?: boolean;
}

/** Reads one node, or opens it and leaves what it holds to the states. */
function node(p: Parser, { isBlock, isIndentless = false }: Place) {
  const start = peekToken(p.s);
  if (start.kind === "alias") return p.into.alias(takeToken(p.s).text as string);
  const { anchor, tag } = properties(p);
  const token = peekToken(p.s);
  if (isIndentless && token.kind === "entry") return open(p, "list", anchor, "indentless-entry");
  if (token.kind === "scalar") {
    takeToken(p.s);
    return p.into.scalar({ text: token.text as string, isPlain: token.isPlain === true, tag }, anchor);
  }
  const opens = isBlock || token.kind.startsWith("flow") ? OPENERS[token.kind] : undefined;
  if (opens) {
    takeToken(p.s);
    p.marks.push(token.mark);
    return open(p, opens.kind, anchor, opens.state);
  }
  if (anchor === undefined && tag === "")
    throw parseError("did not find expected node content", token.mark, start.mark);
  p.into.scalar({ text: "", isPlain: tag === "", tag }, anchor);
}

const OPENERS: Partial<Record<TokenKind, { kind: "list" | "map"; state: State }>> = {
  "flow-list-start": { kind: "list", state: "flow-list-first" },
  "flow-map-start": { kind: "map", state: "flow-map-first" },
  "list-start": { kind: "list", state: "list-entry" },
  "map-start": { kind: "map", state: "map-key" },
};

function open(p: Parser, kind: "list" | "map", anchor: string | undefined, state: State): void {
  p.into.open(kind, anchor);
  p.states.push(state);
}

/** An anchor and a tag, in any order. */
function properties(p: Parser): { anchor: string | undefined; tag: string } {
  let [anchor, tag]: [string | undefined, string] = [undefined, ""];
  const first = peek(p);
  if (first === "anchor") anchor = takeToken(p.s).text;
  if (peek(p) === "tag") tag = readTag(p);
  if (first === "tag" && peek(p) === "anchor") anchor = takeToken(p.s).text;
  return { anchor, tag };
}

function readTag(p: Parser): string {
  const { handle, text = "", mark } = takeToken(p.s);
  if (handle === "!" || handle === "") return handle + text;
  if (handle === "!!") return `tag:yaml.org,2002:${text}`;
  throw parseError("found undefined tag handle", mark);
}

/** Reads the node of an entry, unless the entry is empty. */
function nodeUnless(p: Parser, ends: readonly TokenKind[], place: Place): void {
  if (ends.includes(peek(p))) nothing(p);
  else node(p, place);
}

function close(p: Parser): void {
  takeToken(p.s);
  p.marks.pop();
  p.into.close();
}

const unexpected = (p: Parser, message: string): YamlError => parseError(message, peekToken(p.s).mark, p.marks.at(-1));

const BLOCK: Place = { isBlock: true };
const BLOCK_IN_MAP: Place = { isBlock: true, isIndentless: true };
const FLOW: Place = { isBlock: false };

const STEPS: Readonly<Record<Exclude<State, "end">, (p: Parser) => void>> = {
  "list-entry"(p) {
    if (peek(p) === "block-end") return close(p);
    if (peek(p) !== "entry") throw unexpected(p, "did not find expected '-' indicator");
    takeToken(p.s);
    p.states.push("list-entry");
    nodeUnless(p, ["entry", "block-end"], BLOCK);
  },
  "indentless-entry"(p) {
    if (peek(p) !== "entry") return p.into.close();
    takeToken(p.s);
    p.states.push("indentless-entry");
    nodeUnless(p, ["entry", "key", "value", "block-end"], BLOCK);
  },
  "map-key"(p) {
    if (peek(p) === "block-end") return close(p);
    if (peek(p) !== "key") throw unexpected(p, "did not find expected key");
    takeToken(p.s);
    p.states.push("map-value");
    nodeUnless(p, ["key", "value", "block-end"], BLOCK_IN_MAP);
  },
  "map-value"(p) {
    p.states.push("map-key");
    if (peek(p) !== "value") return nothing(p);
    takeToken(p.s);
    nodeUnless(p, ["key", "value", "block-end"], BLOCK_IN_MAP);
  },
  "flow-list-first": (p) => flowList(p, true),
  "flow-list-entry": (p) => flowList(p, false),
  "flow-pair-key"(p) {
    p.states.push("flow-pair-value");
    if (!is(p, "value", "flow-entry", "flow-list-end")) return node(p, FLOW);
    // As kubectl: the token behind a pair's empty key is lost.
    takeToken(p.s);
    nothing(p);
  },
  "flow-pair-value"(p) {
    p.states.push("flow-pair-end");
    if (peek(p) !== "value") return nothing(p);
    takeToken(p.s);
    nodeUnless(p, ["flow-entry", "flow-list-end"], FLOW);
  },
  "flow-pair-end"(p) {
    p.into.close();
    p.states.push("flow-list-entry");
  },
  "flow-map-first": (p) => flowMap(p, true),
  "flow-map-key": (p) => flowMap(p, false),
  "flow-map-value"(p) {
    p.states.push("flow-map-key");
    if (peek(p) !== "value") return nothing(p);
    takeToken(p.s);
    nodeUnless(p, ["flow-entry", "flow-map-end"], FLOW);
  },
  "flow-map-no-value"(p) {
    p.states.push("flow-map-key");
    nothing(p);
  },
};

function flowList(p: Parser, isFirst: boolean) {
  if (!isFirst && peek(p) !== "flow-list-end") {
    if (peek(p) !== "flow-entry") throw unexpected(p, "did not find expected ',' or ']'");
    takeToken(p.s);
  }
  if (peek(p) === "flow-list-end") return close(p);
  if (peek(p) === "key") {
    takeToken(p.s);
    return open(p, "map", undefined, "flow-pair-key");
  }
  p.states.push("flow-list-entry");
  node(p, FLOW);
}

function flowMap(p: Parser, isFirst: boolean) {
  if (!isFirst && peek(p) !== "flow-map-end") {
    if (peek(p) !== "flow-entry") throw unexpected(p, "did not find expected ',' or '}'");
    takeToken(p.s);
  }
  if (peek(p) === "flow-map-end") return close(p);
  if (peek(p) === "key") {
    takeToken(p.s);
    p.states.push("flow-map-value");
    return nodeUnless(p, ["value", "flow-entry", "flow-map-end"], FLOW);
  }
  p.states.push("flow-map-no-value");
  node(p, FLOW);
}
