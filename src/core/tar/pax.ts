/**
 * The records of a POSIX extended header: "LENGTH KEY=VALUE\n", where LENGTH counts the whole record, so that a value may
 * hold anything. Throws on what is none.
 */
export function readRecords(body: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length && body[at] !== 0; ) {
    const blank = body.indexOf(0x20, at);
    const digits = blank < 0 || blank - at > 10 ? "" : body.toString("latin1", at, blank);
    const end = at + Number.parseInt(digits, 10);
    const equals = body.indexOf(0x3d, blank);
    const isWhole = /^\d+$/.test(digits) && end <= body.length && body[end - 1] === 0x0a;
    if (!isWhole || equals < 0 || equals >= end) throw new Error("invalid tar header");
    records.set(body.toString("utf8", blank + 1, equals), body.toString("utf8", equals + 1, end - 1));
    at = end;
  }
  return records;
}
