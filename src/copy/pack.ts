import type { Stats } from "node:fs";
import { lstat, open, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { padding } from "../core/tar/blocks.ts";
import { type Entry, tarEnd, writeHeader } from "../core/tar/write.ts";
import { reason } from "../resources/reason.ts";
import type { Owners } from "./owners.ts";

export interface Packing {
  /** The file or folder here as messages tell it, below `cwd`. */
  readonly path: string;
  readonly at: (path: string) => string;
  /** What it is called in the tar. */
  readonly name: string;
  readonly owners: Owners;
  readonly warn: (text: string) => void;
  /** Told of every file, with its name in the tar. */
  readonly sent?: (path: string, name: string) => void;
}

/** What one message carries: with fewer of them the node has less to do. */
const PORTION = 1024 * 1024;

/** A tar of a file or folder; links go as links. Throws when something cannot be read, or gets shorter meanwhile. */
export async function* pack(packing: Packing): AsyncGenerator<Buffer> {
  yield* packOne(packing.path, packing.name, packing);
  yield tarEnd();
}

async function* packOne(path: string, name: string, packing: Packing): AsyncGenerator<Buffer> {
  const { at, warn } = packing;
  const found = await told(`lstat ${path}`, () => lstat(at(path)));
  const head = headerOf(found, packing.owners);
  if (found.isDirectory()) {
    const names = (await told(`open ${path}`, () => readdir(at(path)))).sort();
    // As kubectl: only folders without anything in them are told of, the others come about by what is in them.
    if (names.length === 0) yield writeHeader({ ...head, name, type: "5" });
    for (const one of names) yield* packOne(join(path, one), `${name}/${one}`, packing);
  } else if (found.isSymbolicLink()) {
    const link = await told(`readlink ${path}`, () => readlink(at(path)));
    yield writeHeader({ ...head, name, type: "2", link });
  } else if (found.isFile()) {
    packing.sent?.(path, name);
    yield* packFile(path, { ...head, name, size: found.size }, packing);
  } else if (path === packing.path) throw new CliError(`${path} is no file and no folder`);
  else warn(`warning: skipping special file: ${goQuote(path)}`);
}

async function* packFile(path: string, entry: Entry, { at }: Packing): AsyncGenerator<Buffer> {
  const { size } = entry;
  const file = await told(`open ${path}`, () => open(at(path)));
  try {
    yield writeHeader(entry);
    for (let done = 0; done < size; ) {
      const room = Buffer.allocUnsafe(Math.min(PORTION, size - done));
      const { bytesRead } = await told(`read ${path}`, () => file.read(room, 0, room.length));
      if (bytesRead === 0) throw new CliError(`read ${path}: it became shorter meanwhile`);
      done += bytesRead;
      yield room.subarray(0, bytesRead);
    }
    if (padding(size) > 0) yield Buffer.alloc(padding(size));
  } finally {
    await file.close();
  }
}

const headerOf = (found: Stats, { userOf, groupOf }: Owners): Entry => ({
  name: "",
  type: "0",
  size: 0,
  mode: found.mode & 0o7777,
  uid: found.uid,
  gid: found.gid,
  user: userOf(found.uid),
  group: groupOf(found.gid),
  changed: found.mtimeMs / 1000,
  link: "",
});

async function told<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new CliError(`${what}: ${reason(error)}`, { cause: error });
  }
}
