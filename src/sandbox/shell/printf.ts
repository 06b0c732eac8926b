const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", a: "\u0007", e: "\u001b" };

/** What printf prints: %s, %d and escapes; a format is used again while there are words left. */
export function printed(format: string, words: readonly string[]): string {
  const left = [...words];
  let text = "";
  do {
    const before = left.length;
    text += format.replace(/\\(.)|%([sd%])/gs, (whole, escaped: string | undefined, verb: string | undefined) => {
      if (escaped !== undefined) return ESCAPES[escaped] ?? whole;
      if (verb === "%") return "%";
      const word = left.shift();
      return verb === "d" ? String(Number.parseInt(word ?? "0", 10) || 0) : (word ?? "");
    });
    if (left.length === before) break;
  } while (left.length > 0);
  return text;
}
