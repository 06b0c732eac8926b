import { BLOCK, checksum, padding } from "../../src/core/tar/blocks.ts";
import { type Entry, tarEnd, writeHeader } from "../../src/core/tar/write.ts";

/** What a test says of an entry; the rest is as usual. */
export interface Wanted {
  readonly name: string;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly link?: string;
  readonly mode?: number;
  readonly size?: number;
}

/** One entry of any type, with its body. */
export function entry({ name, type = "0", body = "", link = "", mode = 0o644, size }: Wanted): Buffer {
  const data = Buffer.from(body as string);
  const usual = { uid: 0, gid: 0, user: "root", group: "root", changed: 1, mode, link };
  const blocks = writeHeader({ ...usual, name, size: size ?? data.length, type: type as Entry["type"] });
  return Buffer.concat([blocks, data, Buffer.alloc(padding(data.length))]);
}

export const tar = (...entries: readonly (Wanted | Buffer)[]): Buffer =>
  Buffer.concat([...entries.map((one) => (Buffer.isBuffer(one) ? one : entry(one))), tarEnd()]);

/** An extended header with one record for the entry behind it. */
export function pax(key: string, value: string, type = "x"): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (`${length}`.length + rest !== length) length += 1;
  return entry({ name: "pax", type, body: `${length} ${key}=${value}\n` });
}

/** Changes bytes of the first header and makes its sum right again. */
export function altered(block: Buffer, at: number, text: string): Buffer {
  const copy = Buffer.from(block);
  copy.write(text, at, "latin1");
  copy.write(`${checksum(copy.subarray(0, BLOCK)).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return copy;
}
