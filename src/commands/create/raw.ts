import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { failedAnswer, isFailure, readBody } from "../../client/answer.ts";
import { CliError } from "../../core/errors.ts";
import { reason } from "../../resources/reason.ts";
import type { CreateGiven } from "./create.ts";

/** Posts one file as it is, and prints the answer as it comes. */
export async function createRaw({ flags, cluster, world }: CreateGiven): Promise<void> {
  const [file = ""] = flags.filename;
  const body = file === "-" ? await world.streams.stdin.readAll() : readBytes(file, world.cwd);
  const path = flags.raw.replace(/^https?:\/\/[^/]*/, "").replaceAll(" ", "%20");
  const answer = await cluster.send({ method: "POST", path, body: Buffer.from(body).toString("utf8") });
  if (isFailure(answer)) throw await failedAnswer(answer, { verb: "post" });
  world.streams.stdout.write(await readBody(answer));
}

function readBytes(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    const isFolder = (error as NodeJS.ErrnoException).code === "EISDIR";
    const words = `${isFolder ? "Unable to connect to the server: read" : "open"} ${file}: ${reason(error)}`;
    throw new CliError(words, { cause: error, ...(isFolder ? { prefix: "" } : {}) });
  }
}
