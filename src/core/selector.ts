import { CliError } from "./errors.ts";
import { goQuote } from "./json/go-quote.ts";
import { selectorTokens, type Token } from "./selector-words.ts";
import { labelKeyProblems, labelValueProblems } from "./validation.ts";

/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: "in" | "notin" | "exists" | "missing" | "greater" | "less";
  readonly values: readonly string[];
  /** The operator as it was spelled; left out where none was. */
  readonly sign?: string;
}

/** The tokens of a selector and the place reached; `in` and `notin` are plain words where a value may stand. */
class Tokens {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(text: string) {
    this.tokens = selectorTokens(text);
  }

  peek(): Token {
    const token = this.tokens[this.at] ?? { kind: "end", text: "" };
    return token.kind === "in" || token.kind === "notin" ? { kind: "word", text: token.text } : token;
  }

  next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  /** The next token where an operator is expected: there `in` and `notin` are operators. */
  operator(): Token {
    return this.tokens[this.at++] ?? { kind: "end", text: "" };
  }
}

const unexpected = ({ text }: Token, expected: string): CliError =>
  new CliError(`found '${text}', expected: ${expected}`);

/** Reads a label selector in apimachinery's grammar; throws CliError in its words. Requirements are sorted by key. */
export function readSelector(text: string): Requirement[] {
  const tokens = new Tokens(text);
  const found: Requirement[] = [];
  for (let first = tokens.peek(); first.kind !== "end"; first = tokens.peek()) {
    if (first.kind !== "word" && first.kind !== "!") throw unexpected(first, "!, identifier, or 'end of string'");
    found.push(wrapped(tokens));
    const after = tokens.next();
    if (after.kind === "end") break;
    if (after.kind !== ",") throw unexpected(after, "',' or 'end of string'");
    const following = tokens.peek();
    if (following.kind !== "word" && following.kind !== "!") throw unexpected(following, "identifier after ','");
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function wrapped(tokens: Tokens): Requirement {
  try {
    return requirement(tokens);
  } catch (error) {
    throw new CliError(`unable to parse requirement: ${(error as Error).message}`);
  }
}

function requirement(tokens: Tokens): Requirement {
  const first = tokens.next();
  const key = first.kind === "!" ? tokens.next() : first;
  if (key.kind !== "word") throw unexpected(key, "identifier");
  const problems = labelKeyProblems(key.text);
  if (problems.length > 0) throw new CliError(invalid("<nil>", key.text, problems.join("; ")));
  if (first.kind === "!") return { key: key.text, operator: "missing", values: [] };
  if (["end", ","].includes(tokens.peek().kind)) return { key: key.text, operator: "exists", values: [] };
  const sign = tokens.operator();
  const operator = OPERATORS[sign.kind];
  if (!operator) throw unexpected(sign, "in, notin, =, ==, !=, gt, lt");
  const values = sign.kind === "in" || sign.kind === "notin" ? set(tokens) : [exactValue(tokens)];
  checkValues(key.text, operator, values);
  return { key: key.text, operator, values, sign: sign.kind };
}

const OPERATORS: Readonly<Record<string, Requirement["operator"]>> = {
  in: "in",
  notin: "notin",
  "=": "in",
  "==": "in",
  "!=": "notin",
  ">": "greater",
  "<": "less",
};

function exactValue(tokens: Tokens): string {
  if (["end", ","].includes(tokens.peek().kind)) return "";
  const value = tokens.next();
  if (value.kind !== "word") throw unexpected(value, "identifier");
  return value.text;
}

/** The values between parentheses, sorted, each once; empty places stand for the empty value. */
function set(tokens: Tokens): string[] {
  const open = tokens.next();
  // Without a comma in apimachinery's text, too.
  if (open.kind !== "(") throw new CliError(`found '${open.text}' expected: '('`);
  const first = tokens.peek();
  if (!["word", ",", ")"].includes(first.kind)) throw unexpected(first, "',', ')' or identifier");
  const values = first.kind === ")" ? new Set([""]) : list(tokens);
  const close = tokens.next();
  if (close.kind !== ")") throw unexpected(first, "')'");
  return [...values].sort();
}

function list(tokens: Tokens): Set<string> {
  const values = new Set<string>();
  for (;;) {
    const token = tokens.next();
    const after = tokens.peek();
    if (token.kind === "word") {
      values.add(token.text);
      if (after.kind === ")") return values;
      if (after.kind !== ",") throw unexpected(after, "',' or ')'");
    } else if (token.kind === ",") {
      if (values.size === 0 || after.kind === ")" || after.kind === ",") values.add("");
      if (after.kind === ")") return values;
    } else throw unexpected(token, "',', or identifier");
  }
}

const INTEGER_WANTED = "for 'Gt', 'Lt' operators, the value must be an integer";

function checkValues(key: string, operator: Requirement["operator"], values: readonly string[]): void {
  const isComparison = operator === "greater" || operator === "less";
  const problems = values.flatMap((value, index) => {
    const number = isComparison && !isInt64(value) ? [invalid(`values[${index}]`, value, INTEGER_WANTED)] : [];
    const label = labelValueProblems(value).join("; ");
    return label === "" ? number : [...number, invalid(`values[${index}][${key}]`, value, label)];
  });
  if (problems.length > 0) throw new CliError(problems.length === 1 ? `${problems[0]}` : `[${problems.join(", ")}]`);
}

const invalid = (path: string, value: string, problem: string): string =>
  `${path}: Invalid value: ${goQuote(value)}: ${problem}`;

/** Whether labels fulfil every requirement; a missing key counts as "not in". */
export const matchesSelector = (
  labels: Readonly<Record<string, string>>,
  requirements: readonly Requirement[],
): boolean =>
  requirements.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === "missing") return value === undefined;
    if (operator === "notin") return value === undefined || !values.includes(value);
    if (value === undefined || operator === "exists") return value !== undefined;
    return operator === "in" ? values.includes(value) : compares(value, operator, values[0] as string);
  });

/** `>` and `<` compare only what Go's int64 holds. */
const isInt64 = (text: string): boolean => /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);

function compares(value: string, operator: "greater" | "less", bound: string): boolean {
  if (!isInt64(value)) return false;
  return operator === "greater" ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound);
}
