/** A token of a label selector: an operator's own spelling, "word" for keys and values, "end", or "bad". */
export interface Token {
  readonly kind: string;
  readonly text: string;
}

const SPECIAL = "=!(),><";
const OPERATORS = [")", ",", "!", "==", "=", ">", "<", "!=", "("];
const KEYWORDS = ["in", "notin"];

/** Cuts a label selector into tokens as apimachinery's lexer does; the last one is always "end". */
export function selectorTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (" \t\r\n".includes(text[at] ?? "x")) at++;
    if (at >= text.length) return [...tokens, { kind: "end", text: "" }];
    const special = SPECIAL.includes(text[at] as string);
    const run = special ? specialAt(text, at) : wordAt(text, at);
    tokens.push(run.token);
    at = run.end;
  }
}

interface Run {
  readonly token: Token;
  readonly end: number;
}

function wordAt(text: string, start: number): Run {
  const length = text.slice(start).search(/[=!(),><\s]/);
  const end = length < 0 ? text.length : start + length;
  const word = text.slice(start, end);
  return { token: { kind: KEYWORDS.includes(word) ? word : "word", text: word }, end };
}

/** The longest operator of a run of special characters; characters that begin none are swallowed with it. */
function specialAt(text: string, start: number): Run {
  let found = "";
  let end = start;
  for (; end < text.length && SPECIAL.includes(text[end] as string); end++) {
    const longer = text.slice(start, end + 1);
    if (OPERATORS.includes(longer)) found = longer;
    else if (found !== "") break;
  }
  if (found !== "") return { token: { kind: found, text: found }, end };
  return { token: { kind: "bad", text: `error expected: keyword found '${text.slice(start, end)}'` }, end };
}
