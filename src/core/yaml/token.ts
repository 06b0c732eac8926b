import { YamlError } from "./error.ts";

export type TokenKind =
  | "directive"
  | "document-start"
  | "document-end"
  | "stream-end"
  | "list-start"
  | "map-start"
  | "block-end"
  | "flow-list-start"
  | "flow-list-end"
  | "flow-map-start"
  | "flow-map-end"
  | "entry"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

/** A place in the text: lines and columns from 0, in UTF-16 units. */
export interface Mark {
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

export interface Token {
  readonly kind: TokenKind;
  readonly mark: Mark;
  /** The text of a scalar, the name of an anchor or alias, the suffix of a tag. */
  readonly text?: string;
  readonly isPlain?: boolean;
  /** The handle of a tag ("!", "!!", "!x!"; "" for a verbatim one). */
  readonly handle?: string;
}

/** A key that may turn out to be one when its ":" comes. */
export interface SimpleKey {
  isPossible: boolean;
  isRequired: boolean;
  /** The number of the token before which a "key" would have to stand. */
  token: number;
  mark: Mark;
}

/** What the scanner keeps; the tokens are made on demand. */
export interface Scanner {
  readonly text: string;
  at: number;
  line: number;
  column: number;
  readonly tokens: Token[];
  /** Where the queue starts (a ring would be dearer than an index) and how many tokens were taken in all. */
  head: number;
  taken: number;
  /** The column of the block that is open; -1 outside, and those around it. */
  indent: number;
  readonly indents: number[];
  /** The key that may come of what was read last, one for each level of brackets; `pending` finds them by token. */
  readonly keys: SimpleKey[];
  readonly pending: Map<number, SimpleKey>;
  flowLevel: number;
  isKeyAllowed: boolean;
  isDone: boolean;
}

export const MAX_DEPTH = 10_000;

export const markOf = ({ at, line, column }: Scanner): Mark => ({ at, line, column });

/** An error of the scanner: kubectl counts its lines from 1, and names none for the first. */
export const scanError = (message: string, mark: Mark, context?: Mark): YamlError =>
  new YamlError(withLine(message, mark.line > 0 ? mark.line + 1 : context && context.line > 0 ? context.line + 1 : 0));

/** An error of the parser: kubectl counts its lines from 0. */
export const parseError = (message: string, mark: Mark, context?: Mark): YamlError =>
  new YamlError(withLine(message, mark.line || (context?.line ?? 0)));

const withLine = (message: string, line: number): string => (line === 0 ? message : `line ${line}: ${message}`);

export const isBreak = (one: string | undefined): boolean =>
  one === "\n" || one === "\r" || one === "\x85" || one === "\u2028" || one === "\u2029";
export const isBlank = (one: string | undefined): boolean => one === " " || one === "\t";
/** Blank, line break or end of the text. */
export const isGap = (one: string | undefined): boolean => one === undefined || isBlank(one) || isBreak(one);

export function skip(s: Scanner, count = 1): void {
  s.at += count;
  s.column += count;
}

/** Steps over a line break and gives it as it counts in a scalar: LF, except for U+2028 and U+2029. */
export function readBreak(s: Scanner): string {
  const one = s.text[s.at] as string;
  s.at += one === "\r" && s.text[s.at + 1] === "\n" ? 2 : 1;
  s.line++;
  s.column = 0;
  return one === "\u2028" || one === "\u2029" ? one : "\n";
}

/** `---` or `...` at the start of a line. */
export function isDocumentMark(s: Scanner): boolean {
  if (s.column !== 0) return false;
  const three = s.text.slice(s.at, s.at + 3);
  return (three === "---" || three === "...") && isGap(s.text[s.at + 3]);
}
