// A tar's header: 512 bytes with fields at fixed places (POSIX ustar, and what GNU tar writes where a field is too small).

export const BLOCK = 512;

/** One header as it stands; `name` and `link` may be replaced by what entries before it say. */
export interface Header {
  readonly name: string;
  /** The letter of its kind: "0" a file, "5" a folder, "2" a symbolic link … */
  readonly type: string;
  readonly size: number;
  readonly link: string;
}

/** Reads a header; undefined for a block of zeros, which ends a tar. Throws on what is no header. */
export function readHeader(block: Buffer): Header | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (number(block, 148, 8) !== checksum(block)) throw new Error("invalid tar header");
  const prefix = block.toString("latin1", 257, 262) === "ustar" && block[262] === 0 ? text(block, 345, 155) : "";
  const name = text(block, 0, 100);
  const type = String.fromCharCode(block[156] || 48);
  const size = number(block, 124, 12);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error("invalid tar header");
  return { name: prefix === "" ? name : `${prefix}/${name}`, type, size, link: text(block, 157, 100) };
}

/** Text up to its first NUL. */
export function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end);
}

/** Octal digits, or GNU's big numbers: the first bit set, then big-endian. */
function number(block: Buffer, start: number, length: number): number {
  const first = block[start] as number;
  if (first & 0x80) {
    let value = first & 0x7f;
    for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] as number);
    return value;
  }
  const digits = text(block, start, length).trim();
  return digits === "" ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** The sum of all bytes, with blanks where the sum itself stands. */
export function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] as number;
  return sum;
}

/** How many bytes fill the last block of a body of this size. */
export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
