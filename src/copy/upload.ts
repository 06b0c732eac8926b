import { stat } from "node:fs/promises";
import { basename, posix } from "node:path";
import { CliError } from "../core/errors.ts";
import { readOwners } from "./owners.ts";
import { pack } from "./pack.ts";
import { sendFile } from "./plain.ts";
import { MissingProgram, nowhere, type Remote, type Take } from "./remote.ts";
import { resumeThere } from "./resume.ts";
import type { Pair } from "./verify.ts";

export interface Upload {
  /** The file or folder here, as the user named it. */
  readonly from: string;
  /** Where a path of the user's is. */
  readonly at: (path: string) => string;
  /** The place in the container. */
  readonly to: string;
  /** The place as the user named it. */
  readonly named: string;
  readonly noPreserve: boolean;
  readonly stdout: Take;
  readonly stderr: Take;
  readonly warn: (text: string) => void;
  /** Told of every portion that is sent. */
  readonly count: (bytes: number) => void;
  /** Tells that copying goes on. */
  readonly tell: (text: string) => void;
  /** Whether an earlier copy is gone on with. */
  readonly resume: boolean;
}

/** What came of it: an exit code, and the files that were sent. */
export interface Uploaded {
  readonly code: number;
  readonly pairs: readonly Pair[];
}

/** Throws kubectl's error where there is nothing to send. */
export async function refuseMissing({ from, at }: Pick<Upload, "from" | "at">): Promise<void> {
  await stat(at(from)).catch(() => {
    throw new CliError(`${from} doesn't exist in local filesystem`);
  });
}

/** Copies a file or folder into a container and resolves to what came of it. */
export async function upload(remote: Remote, wanted: Upload): Promise<Uploaded> {
  const { from, at, stdout, stderr, warn, noPreserve } = wanted;
  const target = (await isFolder(remote, wanted.to))
    ? posix.join(wanted.to, basename(from))
    : posix.normalize(wanted.to);
  const [folder, name] = [posix.dirname(target), posix.basename(target)];
  const keep = noPreserve ? ["--no-same-permissions", "--no-same-owner"] : [];
  const alone = [{ here: at(from), there: target }];
  if (wanted.resume) return { code: await resumeThere(remote, wanted, target), pairs: alone };
  const pairs: Pair[] = [];
  const sent = (path: string, told: string) => void pairs.push({ here: at(path), there: posix.join(folder, told) });
  const source = pack({ sent, path: from, at, name, owners: await readOwners(), warn });
  try {
    const command = ["tar", ...keep, "-xmf", "-", "-C", folder];
    const stdin = counted(source, wanted.count);
    return { code: await remote.run(command, { stdin, stdout, stderr }), pairs };
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error;
    return { code: await sendFile(remote, { ...wanted, to: target }), pairs: alone };
  }
}

/** Whether the place is a folder there; where that cannot be found out, tar will tell more. */
async function isFolder(remote: Remote, path: string): Promise<boolean> {
  const code = await remote.run(["test", "-d", path], { stdout: nowhere, stderr: nowhere }).catch(() => 1);
  return code === 0;
}

async function* counted(source: AsyncIterable<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    yield chunk;
    count(chunk.length);
  }
}
