import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { CliError } from "../core/errors.ts";
import { MissingProgram, nowhere, type Remote } from "./remote.ts";

/** A file on both sides. */
export interface Pair {
  readonly here: string;
  readonly there: string;
}

/** So many names fit into one command. */
const BATCH = 100;

/** Throws when the SHA-256 of a file is not the same on both sides. */
export async function verify(remote: Remote, pairs: readonly Pair[], named: string): Promise<void> {
  const wrong: string[] = [];
  for (let at = 0; at < pairs.length; at += BATCH) {
    const some = pairs.slice(at, at + BATCH);
    const theirs = await sumsThere(
      remote,
      ["sha256sum", ...some.map(({ there }) => there.replace(/^-/, "./-"))],
      named,
    );
    if (theirs.length !== some.length) throw new CliError(`${named} cannot be verified: not every file is there`);
    for (const [nth, { here, there }] of some.entries()) if (theirs[nth] !== (await sumHere(here))) wrong.push(there);
  }
  const [first, ...more] = wrong;
  if (first === undefined) return;
  const others = more.length > 0 ? `, and ${more.length} more` : "";
  throw new CliError(`${named} was not copied as it is now: ${first} differs${others}`);
}

/** The SHA-256 of a file here, or of its first bytes. */
export async function sumHere(path: string, bytes?: number): Promise<string> {
  if (!(await stat(path)).isFile()) throw new CliError(`${path} cannot be verified: it is no file`);
  const hash = createHash("sha256");
  if (bytes === 0) return hash.digest("hex");
  for await (const chunk of createReadStream(path, bytes === undefined ? {} : { end: bytes - 1 })) hash.update(chunk);
  return hash.digest("hex");
}

/** What a command in the container says that writes lines of sha256sum. */
export async function sumsThere(remote: Remote, command: readonly string[], named: string): Promise<string[]> {
  const said: Buffer[] = [];
  const stdout = async (data: Buffer) => void said.push(data);
  await remote.run(command, { stdout, stderr: nowhere }).catch((error) => {
    if (error instanceof MissingProgram)
      throw new CliError(`${named} cannot be verified: its container has no sha256sum`);
    throw error;
  });
  const lines = Buffer.concat(said).toString("latin1").split("\n");
  return lines.flatMap((line) => /^\\?([0-9a-f]{64}) /.exec(line)?.[1] ?? []);
}
