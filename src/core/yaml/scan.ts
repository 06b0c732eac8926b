import { scanBlock, scanPlain, scanQuoted } from "./scan-scalar.ts";
import { scanAnchor, scanDirective, scanTag } from "./scan-tag.ts";
import {
  isBlank,
  isBreak,
  isDocumentMark,
  isGap,
  MAX_DEPTH,
  type Mark,
  markOf,
  readBreak,
  type Scanner,
  type SimpleKey,
  scanError,
  skip,
  type Token,
  type TokenKind,
} from "./token.ts";

/** A scanner at the start of a text. */
export function newScanner(text: string): Scanner {
  const base = { text, at: 0, line: 0, column: 0, tokens: [], head: 0, taken: 0, indent: -1, indents: [] };
  return { ...base, keys: [noKey()], pending: new Map(), flowLevel: 0, isKeyAllowed: true, isDone: false };
}

const noKey = (): SimpleKey => ({
  isPossible: false,
  isRequired: false,
  token: 0,
  mark: { at: 0, line: 0, column: 0 },
});

/** The next token, which stays in the queue. */
export function peekToken(s: Scanner): Token {
  while ((s.head >= s.tokens.length || isPending(s)) && !s.isDone) fetchToken(s);
  return s.tokens[s.head] as Token;
}

export function takeToken(s: Scanner): Token {
  const token = peekToken(s);
  s.head++;
  s.taken++;
  if (s.head > 1000) {
    s.tokens.splice(0, s.head);
    s.head = 0;
  }
  return token;
}

/** The token at the head may yet become a key. */
function isPending(s: Scanner): boolean {
  const key = s.pending.get(s.taken);
  return key !== undefined && isValid(s, key);
}

function forget(s: Scanner, key: SimpleKey): void {
  key.isPossible = false;
  s.pending.delete(key.token);
}

/** A key has to end on its line and within 1024 characters. */
function isValid(s: Scanner, key: SimpleKey): boolean {
  if (!key.isPossible) return false;
  if (key.mark.line >= s.line && key.mark.at + 1024 >= s.at) return true;
  if (key.isRequired) throw scanError("could not find expected ':'", markOf(s), key.mark);
  forget(s, key);
  return false;
}

const add = (s: Scanner, kind: TokenKind, mark: Mark = markOf(s)): void => {
  s.tokens.push({ kind, mark });
};

function fetchToken(s: Scanner) {
  skipToToken(s);
  unroll(s, s.column);
  const one = s.text[s.at];
  if (one === undefined) return endStream(s);
  if (s.column === 0 && one === "%") return outside(s, () => s.tokens.push(scanDirective(s)));
  if (isDocumentMark(s)) return outside(s, () => documentMark(s, one));
  const isInFlow = s.flowLevel > 0;
  const next = s.text[s.at + 1];
  if (one === "[" || one === "{") return startFlow(s, one);
  if (one === "]" || one === "}") return endFlow(s, one);
  if (one === ",") return flowEntry(s);
  if (one === "-" && isGap(next)) return blockEntry(s);
  if (one === "?" && (isInFlow || isGap(next))) return explicitKey(s);
  if (one === ":" && (isInFlow || isGap(next))) return value(s);
  if (one === "*") return node(s, () => scanAnchor(s, "alias"));
  if (one === "&") return node(s, () => scanAnchor(s, "anchor"));
  if (one === "!") return node(s, () => scanTag(s));
  if ((one === "|" || one === ">") && !isInFlow) return blockScalar(s);
  if (one === "'" || one === '"') return node(s, () => scanQuoted(s));
  const startsPlain = !"-?:,[]{}#&*!|>'\"%@`".includes(one) && !isGap(one);
  const isWord = (one === "-" && !isBlank(next)) || (!isInFlow && (one === "?" || one === ":") && !isGap(next));
  if (startsPlain || isWord) return node(s, () => scanPlain(s));
  throw scanError("found character that cannot start any token", markOf(s), markOf(s));
}

/** Steps over blanks, comments and line breaks; tabs only where no key may start. */
function skipToToken(s: Scanner): void {
  for (;;) {
    if (s.at === 0 && s.text[0] === "\ufeff") s.at++;
    while (s.text[s.at] === " " || (s.text[s.at] === "\t" && (s.flowLevel > 0 || !s.isKeyAllowed))) skip(s);
    if (s.text[s.at] === "#") while (s.at < s.text.length && !isBreak(s.text[s.at])) skip(s);
    if (s.at >= s.text.length || !isBreak(s.text[s.at])) return;
    readBreak(s);
    if (s.flowLevel === 0) s.isKeyAllowed = true;
  }
}

/** Closes the blocks that are indented deeper than a column. */
function unroll(s: Scanner, column: number): void {
  if (s.flowLevel > 0) return;
  while (s.indent > column) {
    add(s, "block-end");
    s.indent = s.indents.pop() as number;
  }
}

/** Opens a block where one is indented deeper than those around it; `token` is the number of its first token. */
function roll(
  s: Scanner,
  kind: "list-start" | "map-start",
  { column, token, mark }: { column: number; token: number; mark: Mark },
): void {
  if (s.flowLevel > 0 || s.indent >= column) return;
  s.indents.push(s.indent);
  s.indent = column;
  if (s.indents.length > MAX_DEPTH) throw scanError(`exceeded max depth of ${MAX_DEPTH}`, mark);
  if (token < 0) s.tokens.push({ kind, mark });
  else s.tokens.splice(s.head + token - s.taken, 0, { kind, mark });
}

const topKey = (s: Scanner): SimpleKey => s.keys[s.keys.length - 1] as SimpleKey;

function saveKey(s: Scanner): void {
  const isRequired = s.flowLevel === 0 && s.indent === s.column;
  if (!s.isKeyAllowed) return;
  removeKey(s);
  const key = { isPossible: true, isRequired, token: s.taken + s.tokens.length - s.head, mark: markOf(s) };
  s.keys[s.keys.length - 1] = key;
  s.pending.set(key.token, key);
}

function removeKey(s: Scanner): void {
  const key = topKey(s);
  if (key.isPossible && key.isRequired) throw scanError("could not find expected ':'", markOf(s), key.mark);
  if (key.isPossible) forget(s, key);
}

function endStream(s: Scanner): void {
  if (s.column !== 0) Object.assign(s, { column: 0, line: s.line + 1 });
  outside(s, () => add(s, "stream-end"));
  s.isDone = true;
}

/** Runs what stands outside every block. */
function outside(s: Scanner, run: () => void): void {
  unroll(s, -1);
  removeKey(s);
  s.isKeyAllowed = false;
  run();
}

function documentMark(s: Scanner, one: string): void {
  add(s, one === "-" ? "document-start" : "document-end");
  skip(s, 3);
}

function startFlow(s: Scanner, one: string): void {
  saveKey(s);
  // As kubectl: the place of the inner key is filled with the bracket's own number, see endFlow.
  s.keys.push({ ...noKey(), token: s.taken + s.tokens.length - s.head });
  s.flowLevel++;
  if (s.flowLevel > MAX_DEPTH) throw scanError(`exceeded max depth of ${MAX_DEPTH}`, markOf(s));
  s.isKeyAllowed = true;
  add(s, one === "[" ? "flow-list-start" : "flow-map-start");
  skip(s);
}

function endFlow(s: Scanner, one: string): void {
  removeKey(s);
  if (s.flowLevel > 0) {
    s.flowLevel--;
    // Empty brackets forget that they might be a key themselves: `[]: a` is an error in kubectl, `[b]: a` another.
    s.pending.delete((s.keys.pop() as SimpleKey).token);
  }
  s.isKeyAllowed = false;
  add(s, one === "]" ? "flow-list-end" : "flow-map-end");
  skip(s);
}

function flowEntry(s: Scanner): void {
  removeKey(s);
  s.isKeyAllowed = true;
  add(s, "flow-entry");
  skip(s);
}

function blockEntry(s: Scanner): void {
  if (s.flowLevel === 0) {
    if (!s.isKeyAllowed) throw scanError("block sequence entries are not allowed in this context", markOf(s));
    roll(s, "list-start", { column: s.column, token: -1, mark: markOf(s) });
  }
  removeKey(s);
  s.isKeyAllowed = true;
  add(s, "entry");
  skip(s);
}

function explicitKey(s: Scanner): void {
  if (s.flowLevel === 0) {
    if (!s.isKeyAllowed) throw scanError("mapping keys are not allowed in this context", markOf(s));
    roll(s, "map-start", { column: s.column, token: -1, mark: markOf(s) });
  }
  removeKey(s);
  s.isKeyAllowed = s.flowLevel === 0;
  add(s, "key");
  skip(s);
}

function value(s: Scanner): void {
  const key = topKey(s);
  if (isValid(s, key)) {
    s.tokens.splice(s.head + key.token - s.taken, 0, { kind: "key", mark: key.mark });
    roll(s, "map-start", { column: key.mark.column, token: key.token, mark: key.mark });
    forget(s, key);
    s.isKeyAllowed = false;
  } else {
    if (s.flowLevel === 0) {
      if (!s.isKeyAllowed) throw scanError("mapping values are not allowed in this context", markOf(s));
      roll(s, "map-start", { column: s.column, token: -1, mark: markOf(s) });
    }
    s.isKeyAllowed = s.flowLevel === 0;
  }
  add(s, "value");
  skip(s);
}

function node(s: Scanner, scan: () => Token): void {
  saveKey(s);
  s.isKeyAllowed = false;
  s.tokens.push(scan());
}

function blockScalar(s: Scanner): void {
  removeKey(s);
  s.isKeyAllowed = true;
  s.tokens.push(scanBlock(s));
}
