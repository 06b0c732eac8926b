/** Where and why a text is no JSON, in the words of Go's decoder; `offset` counts UTF-8 bytes up to the bad one. */
export class JsonSyntaxError extends SyntaxError {
  override readonly name = "JsonSyntaxError";
  readonly offset: number;
  /** The text ended too early. */
  readonly isEnd: boolean;

  constructor(message: string, offset: number, isEnd = false) {
    super(message);
    this.offset = offset;
    this.isEnd = isEnd;
  }
}

interface Scan {
  readonly text: string;
  at: number;
}

const BLANK = /[ \t\r\n]*/y;
// One string without its opening quote; the groups of escapes are what Go's scanner accepts.
const STRING = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;

/** The index just behind the JSON value that starts at or after `from`; throws JsonSyntaxError. */
export function endOfValue(text: string, from = 0): number {
  const scan: Scan = { text, at: from };
  const open: string[] = [];
  do {
    value(scan, open);
  } while (open.length > 0);
  return scan.at;
}

/** Throws JsonSyntaxError for what Go's Unmarshal would refuse in a whole text; only called when it is known to be bad. */
export function explainJson(text: string): JsonSyntaxError {
  try {
    const scan = { text, at: endOfValue(text) };
    skipBlanks(scan);
    return wrong(scan, "after top-level value");
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return error.isEnd ? new JsonSyntaxError("unexpected end of JSON input", error.offset, true) : error;
  }
}

/** Reads one scalar or opening bracket, and all that closes behind it. */
function value(scan: Scan, open: string[]): void {
  skipBlanks(scan);
  const first = scan.text[scan.at];
  if (first === "{" || first === "[") {
    open.push(first === "{" ? "}" : "]");
    scan.at++;
    if (first === "{" ? startsKey(scan) : !startsClose(scan, "]")) return;
  } else scalar(scan, first);
  close(scan, open);
}

/** After "{": reads the first key and its colon, or stops at the closing bracket. */
function startsKey(scan: Scan): boolean {
  skipBlanks(scan);
  if (scan.text[scan.at] === "}") return false;
  key(scan);
  return true;
}

function startsClose(scan: Scan, bracket: string): boolean {
  skipBlanks(scan);
  return scan.text[scan.at] === bracket;
}

function key(scan: Scan): void {
  skipBlanks(scan);
  if (scan.text[scan.at] !== '"') throw wrong(scan, "looking for beginning of object key string");
  string(scan);
  skipBlanks(scan);
  if (scan.text[scan.at] !== ":") throw wrong(scan, "after object key");
  scan.at++;
}

function close(scan: Scan, open: string[]) {
  while (open.length > 0) {
    skipBlanks(scan);
    const bracket = open.at(-1) as string;
    const next = scan.text[scan.at];
    if (next === bracket) open.pop();
    else if (next !== ",") throw wrong(scan, bracket === "}" ? "after object key:value pair" : "after array element");
    scan.at++;
    if (next !== ",") continue;
    if (bracket === "}") key(scan);
    return;
  }
}

function scalar(scan: Scan, first: string | undefined) {
  if (first === '"') return string(scan);
  for (const word of ["true", "false", "null"]) if (word[0] === first) return literal(scan, word);
  if (first === undefined || !/[-0-9]/.test(first)) throw wrong(scan, "looking for beginning of value");
  number(scan);
}

function literal(scan: Scan, word: string): void {
  for (let i = 1; i < word.length; i++) {
    scan.at++;
    if (scan.text[scan.at] !== word[i]) throw wrong(scan, `in literal ${word} (expecting '${word[i]}')`);
  }
  scan.at++;
}

function string(scan: Scan): void {
  STRING.lastIndex = scan.at + 1;
  STRING.test(scan.text);
  scan.at = STRING.lastIndex;
  if (scan.text[scan.at] === '"') {
    scan.at++;
    return;
  }
  if (scan.text[scan.at] !== "\\") throw wrong(scan, "in string literal");
  scan.at++;
  if (scan.text[scan.at] !== "u") throw wrong(scan, "in string escape code");
  while (/[0-9a-fA-F]/.test(scan.text[++scan.at] ?? ""));
  throw wrong(scan, "in \\u hexadecimal character escape");
}

function number(scan: Scan): void {
  NUMBER.lastIndex = scan.at;
  if (!NUMBER.test(scan.text)) {
    scan.at++;
    throw wrong(scan, "in numeric literal");
  }
  scan.at = NUMBER.lastIndex;
  const rest = /^(?:\.|[eE][-+]?)/.exec(scan.text.slice(scan.at, scan.at + 2));
  if (!rest) return;
  scan.at += rest[0].length;
  throw wrong(scan, rest[0] === "." ? "after decimal point in numeric literal" : "in exponent of numeric literal");
}

function skipBlanks(scan: Scan): void {
  BLANK.lastIndex = scan.at;
  BLANK.test(scan.text);
  scan.at = BLANK.lastIndex;
}

function wrong({ text, at }: Scan, where: string): JsonSyntaxError {
  const offset = Buffer.byteLength(text.slice(0, at));
  if (at >= text.length) return new JsonSyntaxError("unexpected EOF", offset, true);
  // Go's scanner looks at bytes, so a character beyond ASCII is shown as its first byte.
  const byte = Buffer.from(String.fromCodePoint(text.codePointAt(at) as number))[0] as number;
  return new JsonSyntaxError(`invalid character ${quoteByte(byte)} ${where}`, offset + 1);
}

const QUOTED: Readonly<Record<number, string>> = {
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
  39: "\\'",
  92: "\\\\",
};

function quoteByte(byte: number): string {
  const short = QUOTED[byte];
  if (short !== undefined) return `'${short}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, "0")}'`;
  if (byte >= 0x80 && (byte <= 0xa0 || byte === 0xad)) return `'\\u${byte.toString(16).padStart(4, "0")}'`;
  return `'${String.fromCharCode(byte)}'`;
}
