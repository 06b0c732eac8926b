/** Splits one comma-separated flag value as pflag does (CSV quoting); throws Error with the text of Go's csv reader. */
export function splitCsv(text: string): string[] {
  if (text === "") return [];
  // Go's reader sees one line end, skips empty lines and drops a carriage return at the very end.
  const plain = text.replaceAll("\r\n", "\n").replace(/\r$/, "");
  const start = plain.search(/[^\n]/);
  if (start < 0) throw new Error("EOF");
  const row: Row = { text: plain, start };
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const field = plain[at] === '"' ? quoted(row, at) : bare(row, at);
    fields.push(field.value);
    if (plain[field.end] !== ",") return fields;
    at = field.end + 1;
  }
}

interface Row {
  readonly text: string;
  /** Where its first line begins: empty lines stand before it. */
  readonly start: number;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

const linesIn = (text: string): number => text.split("\n").length;

/** Go counts columns in bytes; an error on a later line tells where the row began, too. */
function failure({ text, start }: Row, index: number, reason: string): Error {
  // At the end Go is still on the last line, even behind its line end.
  const lineStart = text.lastIndexOf("\n", Math.min(index - 1, text.length - 2)) + 1;
  const column = new TextEncoder().encode(text.slice(lineStart, index)).length + 1;
  const [first, line] = [linesIn(text.slice(0, start)), linesIn(text.slice(0, lineStart))];
  const record = first === line ? "" : `record on line ${first}; `;
  return new Error(`${record}parse error on line ${line}, column ${column}: ${reason}`);
}

function bare(row: Row, start: number): Field {
  const stop = row.text.slice(start).search(/[,\n]/);
  const end = stop < 0 ? row.text.length : start + stop;
  const value = row.text.slice(start, end);
  const quote = value.indexOf('"');
  if (quote >= 0) throw failure(row, start + quote, 'bare " in non-quoted-field');
  return { value, end };
}

function quoted(row: Row, start: number): Field {
  const { text } = row;
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw failure(row, text.length, 'extraneous or missing " in quoted-field');
    value += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      at = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    if (next === undefined || next === "," || next === "\n") return { value, end: quote + 1 };
    throw failure(row, quote, 'extraneous or missing " in quoted-field');
  }
}
