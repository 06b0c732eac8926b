import { constants, createInflate } from "node:zlib";
import { DICTIONARY } from "../../core/spdy-dictionary.ts";

/** Reads the header blocks of one connection, in their order. */
export function headerReader(): (block: Buffer) => Promise<Readonly<Record<string, string>>> {
  const inflate = createInflate({ dictionary: DICTIONARY, flush: constants.Z_SYNC_FLUSH });
  let chunks: Buffer[] = [];
  inflate.on("data", (chunk: Buffer) => chunks.push(chunk));
  inflate.on("error", () => undefined);
  return async (block) => {
    chunks = [];
    await new Promise<void>((resolve, reject) => inflate.write(block, (error) => (error ? reject(error) : resolve())));
    return readPairs(Buffer.concat(chunks));
  };
}

function readPairs(bytes: Buffer): Record<string, string> {
  let at = 0;
  const number = () => {
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  const text = () => {
    const length = number();
    at += length;
    return bytes.toString("latin1", at - length, at);
  };
  const pairs = Array.from({ length: number() }, (): [string, string] => [text().toLowerCase(), text()]);
  return Object.fromEntries(pairs);
}
