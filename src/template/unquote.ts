const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const ESCAPE = /\\(?:([abfnrtv\\])|(['"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|[\s\S]|$)/g;

/**
 * The text of a Go string literal in double or single quotes or backquotes; undefined when it is none. Escapes of bytes
 * (`\xe9`, `\351`) build UTF-8.
 */
export function unquote(literal: string): string | undefined {
  const quote = literal[0] as string;
  if (literal.length < 2 || literal.at(-1) !== quote) return undefined;
  const content = literal.slice(1, -1);
  if (quote === "`") return content.includes("`") ? undefined : content.replaceAll("\r", "");
  if (/\n/.test(content) || new RegExp(`(?<!\\\\)(?:\\\\\\\\)*${quote}`).test(content)) return undefined;
  if (!content.includes("\\")) return content;
  let isValid = true;
  let hasBytes = false;
  const text = content.replace(ESCAPE, (_, simple, mark, hex, short, long, octal) => {
    if (simple !== undefined) return SIMPLE[simple] as string;
    if (mark !== undefined && mark === quote) return mark;
    const code = Number.parseInt(hex ?? short ?? long ?? octal ?? "x", hex || short || long ? 16 : 8);
    const isByte = hex !== undefined || octal !== undefined;
    const isBad = Number.isNaN(code) || (isByte ? code > 255 : code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff));
    if (isBad) isValid = false;
    if (isBad || !isByte || code < 128) return isBad ? "" : String.fromCodePoint(code);
    hasBytes = true;
    return String.fromCharCode(0xdc00 + code);
  });
  if (!isValid) return undefined;
  return hasBytes ? joinBytes(text) : text;
}

/** Bytes stand in the text as lone low surrogates U+DC80..U+DCFF; together they are decoded as UTF-8. */
function joinBytes(text: string): string {
  return text.replace(/(?<![\ud800-\udbff])[\udc80-\udcff]+/g, (bytes) =>
    Buffer.from([...bytes].map((byte) => byte.charCodeAt(0) - 0xdc00)).toString("utf8"),
  );
}
