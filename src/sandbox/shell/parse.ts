// The small shell's language: words with quotes and variables, pipes, && || ; and redirections.

/** A piece of a word: text as it stands, or a variable's name. */
export interface Part {
  readonly text: string;
  readonly isVariable: boolean;
  /** Within quotes nothing is split. */
  readonly isQuoted: boolean;
}

export type Word = readonly Part[];

export interface Redirection {
  /** "<", ">", ">>" of a file, or ">&" of another output. */
  readonly kind: string;
  readonly from: number;
  readonly to: Word;
}

export interface Command {
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

/** Commands joined by pipes, and when they run: after anything, after success, after failure. */
export interface Step {
  readonly when: ";" | "&&" | "||";
  readonly pipeline: readonly Command[];
}

type Token = { readonly word: Word } | { readonly operator: string; readonly from: number };

const OPERATOR = /^(\d*)(>>|>&|>|<)|^(&&|\|\||;|\||\n|&)/;
const NAME = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*|[?$#]))/;

/** Reads a script; throws with a shell's words. */
export function parseScript(text: string): Step[] {
  const steps: Step[] = [];
  let when: Step["when"] = ";";
  let pipeline: { words: Word[]; redirections: Redirection[] }[] = [];
  let command = { words: [] as Word[], redirections: [] as Redirection[] };
  const endCommand = () => {
    if (command.words.length + command.redirections.length > 0) pipeline.push(command);
    command = { words: [], redirections: [] };
  };
  const tokens = tokensOf(text);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if ("word" in token) command.words.push(token.word);
    else if (/[<>]/.test(token.operator)) {
      const next = tokens[++at];
      if (!next || !("word" in next)) throw new Error("syntax error: unexpected end of file");
      command.redirections.push({ kind: token.operator, from: token.from, to: next.word });
    } else {
      endCommand();
      if (token.operator === "|") continue;
      if (pipeline.length > 0) steps.push({ when, pipeline });
      else if (token.operator !== "\n") throw new Error(`syntax error: unexpected "${token.operator}"`);
      pipeline = [];
      when = token.operator === "&&" || token.operator === "||" ? token.operator : ";";
    }
  }
  endCommand();
  if (pipeline.length > 0) steps.push({ when, pipeline });
  return steps;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^(?:[ \t\r]|\\\n)+/, "").replace(/^#[^\n]*/, "");
    if (rest === "") return tokens;
    const [whole, from, redirection, joint] = OPERATOR.exec(rest) ?? [];
    if (whole) {
      const operator = redirection ?? (joint as string);
      tokens.push({ operator, from: from ? Number(from) : operator === "<" ? 0 : 1 });
      rest = rest.slice(whole.length);
      continue;
    }
    const { word, length } = readWord(rest);
    tokens.push({ word });
    rest = rest.slice(length);
  }
}

function readWord(text: string): { readonly word: Word; readonly length: number } {
  const word: Part[] = [];
  const add = (part: string, isVariable: boolean, isQuoted: boolean) => word.push({ text: part, isVariable, isQuoted });
  let at = 0;
  let quote = "";
  while (at < text.length) {
    const letter = text[at] as string;
    const variable = quote === "'" ? null : NAME.exec(text.slice(at));
    if (quote === "" && /[\s;&|<>]/.test(letter)) break;
    if (letter === quote) quote = "";
    else if (quote === "" && (letter === "'" || letter === '"')) {
      quote = letter;
      // Empty quotes are a word, too.
      add("", false, true);
    } else if (variable) {
      add(variable[1] ?? (variable[2] as string), true, quote !== "");
      at += variable[0].length - 1;
    } else if (letter === "\\" && quote !== "'" && (quote === "" || /["\\$`]/.test(text[at + 1] ?? ""))) {
      add(text[++at] ?? "", false, true);
    } else add(letter, false, quote !== "");
    at += 1;
  }
  if (quote !== "") throw new Error("syntax error: unterminated quoted string");
  return { word, length: at };
}

/** The words that come of one: variables are filled in, and split where they are not quoted. */
export function expand(word: Word, variable: (name: string) => string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  for (const { text, isVariable, isQuoted } of word) {
    const value = isVariable ? variable(text) : text;
    if (!isVariable || isQuoted) {
      current = (current ?? "") + value;
      continue;
    }
    const [first = "", ...more] = value.split(/\s+/);
    if (first !== "" || more.length === 0) current = first === "" ? current : (current ?? "") + first;
    for (const next of more) {
      if (current !== undefined) found.push(current);
      current = next === "" ? undefined : next;
    }
  }
  return current === undefined ? found : [...found, current];
}
