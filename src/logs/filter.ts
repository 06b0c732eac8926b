import { CliError } from "../core/errors.ts";
import { compileGoRegExp } from "../core/go-regexp/compile.ts";

export interface FilterWords {
  readonly grep: readonly string[];
  readonly exclude: readonly string[];
  readonly highlight: readonly string[];
}

export interface LineFilter {
  /** Whether a line is shown. */
  shows(text: string): boolean;
  /** The line with what was looked for made conspicuous. */
  marked(text: string): string;
}

/** Regular expressions in Go's syntax; throws for those that are none. */
export function makeFilter({ grep, exclude, highlight }: FilterWords): LineFilter {
  const compiled = (words: readonly string[], flag: string) => words.map((word) => compile(word, flag));
  const [wanted, unwanted] = [compiled(grep, "grep"), compiled(exclude, "exclude")];
  const marks = [...grep, ...highlight].map((word) => compile(word, "highlight", "g"));
  return {
    shows: (text) =>
      (wanted.length === 0 || wanted.some((one) => one.test(text))) && !unwanted.some((one) => one.test(text)),
    marked: (text) => mark(text, marks),
  };
}

function compile(pattern: string, flag: string, more = ""): RegExp {
  try {
    const { source, flags } = compileGoRegExp(pattern);
    return new RegExp(source, flags + more);
  } catch (error) {
    throw new CliError(`--${flag}: ${(error as Error).message}`);
  }
}

const BOLD = "\u001b[1;31m";
const PLAIN = "\u001b[0m";

/** Matches that overlap are marked as one. */
function mark(text: string, patterns: readonly RegExp[]): string {
  const found = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]))
    .sort(([a = 0], [b = 0]) => a - b);
  let at = 0;
  let marked = "";
  for (const [from = 0, to = 0] of found) {
    const start = Math.max(from, at);
    if (to <= start) continue;
    marked += `${text.slice(at, start)}${BOLD}${text.slice(start, to)}${PLAIN}`;
    at = to;
  }
  return marked + text.slice(at);
}
