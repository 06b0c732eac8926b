/** Splits one comma-separated flag value as pflag does (CSV quoting); throws Error with the text of Go's csv reader. */
export function splitCsv(text: string): string[] {
  if (text === "") return [];
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = text[at] === '"' ? quoted(text, at) : bare(text, at);
    fields.push(field.value);
    if (text[field.end] !== ",") return fields;
    at = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

const column = (text: string, index: number): number => new TextEncoder().encode(text.slice(0, index)).length + 1;

const failure = (text: string, index: number, reason: string): Error =>
  new Error(`parse error on line 1, column ${column(text, index)}: ${reason}`);

function bare(text: string, start: number): Field {
  const stop = text.slice(start).search(/[,\n]/);
  const end = stop < 0 ? text.length : start + stop;
  const quote = text.slice(start, end).indexOf('"');
  if (quote >= 0) throw failure(text, start + quote, 'bare " in non-quoted-field');
  return { value: text.slice(start, end), end };
}

function quoted(text: string, start: number): Field {
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw failure(text, text.length, 'extraneous or missing " in quoted-field');
    value += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      at = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    if (next === undefined || next === "," || next === "\n") return { value, end: quote + 1 };
    throw failure(text, quote, 'extraneous or missing " in quoted-field');
  }
}
