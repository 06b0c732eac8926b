import { CliError } from "../errors.ts";

/** A part of the input between two lines of dashes. */
export interface Chunk {
  readonly text: string;
  /** The input's line on which it starts, from 1. */
  readonly line: number;
}

/** A line that begins with `---` but is no separator; `separator` is what follows the dashes. */
export class SeparatorError extends CliError {
  constructor(separator: string) {
    super(`invalid Yaml document separator: ${separator}`);
  }
}

/**
 * Splits a stream at lines that start with three dashes, before anything is parsed, as kubectl does. A comment may follow
 * them; other words end the stream with an `error` after the parts before it.
 */
export function splitDocuments(text: string): { chunks: Chunk[]; error?: SeparatorError } {
  const chunks: Chunk[] = [];
  let [start, line] = [0, 1];
  const separator = /^---(.*)$/gm;
  for (const match of text.matchAll(separator)) {
    // "." and "^" of JavaScript also stop at CR, U+2028 and U+2029; kubectl's lines end at LF alone.
    if (match.index > 0 && text[match.index - 1] !== "\n") continue;
    const lineEnd = text.indexOf("\n", match.index);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const rest = text.slice(match.index + 3, end).trim();
    const before = text.slice(start, match.index);
    if (rest !== "" && !rest.startsWith("#")) return { chunks, error: new SeparatorError(rest) };
    if (before !== "") chunks.push({ text: before, line });
    line += countLines(before) + 1;
    start = end + 1;
  }
  if (start < text.length) chunks.push({ text: text.slice(start), line });
  return { chunks };
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
