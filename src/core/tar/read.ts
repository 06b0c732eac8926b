import { BLOCK, type Header, padding, readHeader } from "./blocks.ts";
import type { Bytes } from "./bytes.ts";
import { readRecords } from "./pax.ts";

/** One entry; its body is to be read before the next entry is asked for, or is passed over. */
export interface TarEntry extends Header {
  /** Where its first header begins, in bytes. */
  readonly start: number;
  /** The first block there. */
  readonly block: Buffer;
  body(): AsyncGenerator<Buffer>;
}

/** Names, links and attributes are short; what is longer would only fill memory. */
const MOST_WORDS = 1024 * 1024;

/** What the entries in front of one say about it. */
interface Said {
  name?: string;
  link?: string;
  size?: number;
}

/** Every entry of a tar until its end. Throws on what is no tar, and when it ends too early. */
export async function* readTar(bytes: Bytes): AsyncGenerator<TarEntry> {
  let said: Said = {};
  let start = bytes.position;
  let first: Buffer | undefined;
  for (;;) {
    const block = Buffer.from(await bytes.exactly(BLOCK));
    const header = readHeader(block);
    if (!header) return;
    first ??= block;
    if (/[LKxg]/.test(header.type)) {
      said = { ...said, ...(await readWords(header, bytes)) };
      continue;
    }
    const name = said.name ?? header.name;
    const isFolder = header.type === "5" || (header.type === "0" && name.endsWith("/"));
    const size = isFolder || /[12346]/.test(header.type) ? 0 : (said.size ?? header.size);
    let missing = size;
    const body = async function* () {
      while (missing > 0) {
        const part = await bytes.some(missing);
        if (!part) throw new Error("unexpected EOF");
        missing -= part.length;
        yield part;
      }
    };
    const kind = isFolder ? "5" : header.type;
    yield { name, type: kind, size, link: said.link ?? header.link, start, block: first, body };
    for await (const _ of body());
    await bytes.exactly(padding(size));
    said = {};
    first = undefined;
    start = bytes.position;
  }
}

/** The body of an entry that speaks of the next one. */
async function readWords({ type, size }: Header, bytes: Bytes): Promise<Said> {
  if (size > MOST_WORDS) throw new Error("invalid tar header");
  const body = await bytes.exactly(size);
  await bytes.exactly(padding(size));
  // What is said for all entries holds nothing that is needed here.
  if (type === "g") return {};
  if (type === "x") return fromRecords(readRecords(body));
  const end = body.indexOf(0);
  const value = body.toString("utf8", 0, end < 0 ? body.length : end);
  return type === "L" ? { name: value } : { link: value };
}

function fromRecords(records: ReadonlyMap<string, string>): Said {
  if ([...records.keys()].some((key) => key.startsWith("GNU.sparse."))) throw new Error("sparse files cannot be read");
  const [name, link, size] = ["path", "linkpath", "size"].map((key) => records.get(key));
  if (size !== undefined && !Number.isSafeInteger(Number(/^\d+$/.test(size) ? size : Number.NaN))) {
    throw new Error("invalid tar header");
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(link === undefined ? {} : { link }),
    ...(size === undefined ? {} : { size: Number(size) }),
  };
}
