import { stat } from "node:fs/promises";
import { basename, posix } from "node:path";
import { CliError } from "../core/errors.ts";
import { readOwners } from "./owners.ts";
import { pack } from "./pack.ts";
import { sendFile } from "./plain.ts";
import { MissingProgram, nowhere, type Remote, type Take } from "./remote.ts";

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
}

/** Throws kubectl's error where there is nothing to send. */
export async function refuseMissing({ from, at }: Pick<Upload, "from" | "at">): Promise<void> {
  await stat(at(from)).catch(() => {
    throw new CliError(`${from} doesn't exist in local filesystem`);
  });
}

/** Copies a file or folder into a container and resolves to the exit code of what writes it there. */
export async function upload(remote: Remote, wanted: Upload): Promise<number> {
  const { from, at, stdout, stderr, warn, noPreserve } = wanted;
  const target = (await isFolder(remote, wanted.to))
    ? posix.join(wanted.to, basename(from))
    : posix.normalize(wanted.to);
  const [folder, name] = [posix.dirname(target), posix.basename(target)];
  const keep = noPreserve ? ["--no-same-permissions", "--no-same-owner"] : [];
  const source = pack({ path: from, at, name, owners: await readOwners(), warn });
  try {
    const command = ["tar", ...keep, "-xmf", "-", "-C", folder];
    return await remote.run(command, { stdin: counted(source, wanted.count), stdout, stderr });
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error;
    return await sendFile(remote, { ...wanted, to: target });
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
