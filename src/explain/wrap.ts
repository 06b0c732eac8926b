/**
 * Breaks lines between words so that they are no longer than a limit; line breaks and blanks at the beginning of lines stay,
 * and longer words stand on lines of their own.
 */
export const wrapText = (text: string, limit: number): string =>
  text
    .split("\n")
    .map((line) => wrapLine(line, limit))
    .join("\n");

function wrapLine(line: string, limit: number): string {
  let wrapped = "";
  let width = 0;
  for (const [, blanks = "", word = ""] of line.matchAll(/(\s*)(\S*)/g)) {
    const together = width + blanks.length + word.length;
    const isTooLong = together > limit;
    if (word === "") wrapped += isTooLong ? "" : blanks;
    else if (isTooLong && (word.length < limit || width + blanks.length > 1)) {
      wrapped += `\n${word}`;
      width = word.length;
    } else {
      wrapped += blanks + word;
      width = together;
    }
  }
  return wrapped;
}

/** Every line, empty ones included, so many blanks to the right. */
export const indented = (text: string, by: number): string =>
  text
    .split("\n")
    .map((line) => " ".repeat(by) + line)
    .join("\n");

/** A line that begins a list, or follows on a colon, begins anew. */
const BULLET = /^(\d+\.?|-|\*)\s/;

/** Fills lines as the older format does: paragraphs and lists are kept, other lines are joined; code stays as it is. */
export function filledLines(text: string, limit: number): string[] {
  const lines: string[] = [];
  let words: string[] = [];
  let last = "";
  const flush = () => {
    if (words.length > 0) lines.push(words.join(" "));
    words = [];
    last = "";
  };
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (line.startsWith("    ") || (trimmed === "" && lines.length > 0)) {
      flush();
      lines.push(line.startsWith("    ") ? line : "");
      continue;
    }
    if (last.endsWith(":") || trimmed === "" || BULLET.test(trimmed)) flush();
    for (const word of trimmed.split(/\s+/).filter((one) => one !== "")) {
      if (words.length > 0 && [...words, word].join(" ").length > limit) flush();
      words.push(word);
      last = word;
    }
  }
  flush();
  return lines;
}
