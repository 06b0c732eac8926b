import type { Readable } from "node:stream";
import { CliError, ConnectionError } from "../core/errors.ts";
import type { Body } from "./transport.ts";

/** Makes the body of an answer out of its stream; `encoding` is what the answer's head says. */
export async function openBody(stream: Readable, encoding: string | string[] | undefined): Promise<Body> {
  const bytes = encoding === "gzip" ? await gunzipped(stream) : stream;
  // Readers are told by the iteration; a body that nobody reads must not end the program.
  for (const one of new Set([stream, bytes])) one.on("error", () => undefined);
  return {
    destroy: (error) => void bytes.destroy(error),
    async *[Symbol.asyncIterator]() {
      try {
        yield* bytes as AsyncIterable<Buffer>;
      } catch (error) {
        throw error instanceof CliError ? error : new ConnectionError("unexpected EOF", { cause: error });
      }
    },
  };
}

async function gunzipped(stream: Readable): Promise<Readable> {
  const { createGunzip } = await import("node:zlib");
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  gunzip.on("close", () => stream.destroy());
  return stream.pipe(gunzip);
}
