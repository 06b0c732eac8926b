import { BLOCK, checksum, padding } from "./blocks.ts";

/** A header to write. */
export interface Entry {
  readonly name: string;
  readonly type: "0" | "2" | "5";
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  /** Seconds since 1970. */
  readonly changed: number;
  readonly link: string;
}

const NAME = 100;

/** A header's blocks. Long names go in front in GNU's way, which BusyBox reads, too; it does not read POSIX's. */
export function writeHeader(entry: Entry): Buffer {
  const long = (type: string, value: string) => (Buffer.byteLength(value) > NAME ? [longName(type, value)] : []);
  return Buffer.concat([...long("K", entry.link), ...long("L", entry.name), block({ ...entry, type: entry.type })]);
}

/** What a tar ends with. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

function longName(type: string, value: string): Buffer {
  const body = Buffer.from(`${value}\0`);
  const numbers = { mode: 0, uid: 0, gid: 0, changed: 0 };
  const head = block({ ...numbers, name: "././@LongLink", type, size: body.length, user: "", group: "", link: "" });
  return Buffer.concat([head, body, Buffer.alloc(padding(body.length))]);
}

function block(entry: Omit<Entry, "type"> & { readonly type: string }): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  const put = (value: string, start: number, length: number) => void Buffer.from(value).copy(bytes, start, 0, length);
  put(entry.name, 0, NAME);
  putNumber(bytes, entry.mode, 100, 8);
  putNumber(bytes, entry.uid, 108, 8);
  putNumber(bytes, entry.gid, 116, 8);
  putNumber(bytes, entry.size, 124, 12);
  putNumber(bytes, Math.max(0, Math.floor(entry.changed)), 136, 12);
  put(entry.type, 156, 1);
  put(entry.link, 157, NAME);
  put("ustar\x0000", 257, 8);
  put(entry.user, 265, 31);
  put(entry.group, 297, 31);
  put(`${checksum(bytes).toString(8).padStart(6, "0")}\0 `, 148, 8);
  return bytes;
}

function putNumber(bytes: Buffer, value: number, start: number, length: number): void {
  const digits = value.toString(8).padStart(length - 1, "0");
  if (digits.length < length) return void bytes.write(`${digits}\0`, start, "latin1");
  for (let at = start + length - 1, rest = value; at > start; at--, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256;
  bytes[start] = 0x80;
}
