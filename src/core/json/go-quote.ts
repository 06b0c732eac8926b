const SHORT: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

const UNPRINTABLE = /["\\]|[^ -~\p{L}\p{M}\p{N}\p{P}\p{S}]/gu;
const NOT_ASCII = /["\\]|[^ -~]/gu;

/** A text as a Go string literal (%q); with `ascii`, everything beyond ASCII is escaped too (%+q). */
export const goQuote = (text: string, { ascii = false } = {}): string =>
  `"${text.toWellFormed().replace(ascii ? NOT_ASCII : UNPRINTABLE, escapeRune)}"`;

/** A character as a Go rune literal, such as 'x', '\n' or '\''. */
export function goQuoteRune(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  return `'${character.toWellFormed().replace(UNPRINTABLE, escapeRune)}'`;
}

function escapeRune(character: string): string {
  if (character === '"') return '\\"';
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
