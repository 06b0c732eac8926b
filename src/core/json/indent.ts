const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON text with two blanks per level, every token as it was written (Go's json.Indent); the text has to be valid. */
export function indentJson(text: string): string {
  let out = "";
  let depth = 0;
  let isEmpty = false;
  const line = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    const closes = token === "}" || token === "]";
    if (closes) depth--;
    if (closes ? !isEmpty : isEmpty) out += line();
    isEmpty = token === "{" || token === "[";
    if (isEmpty) depth++;
    out += token === ":" ? ": " : token;
    if (token === ",") out += line();
  }
  return out;
}
