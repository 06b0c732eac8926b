// Files without tar: `cat` on the way here, `cat` in a shell on the way there.

import { open, stat } from "node:fs/promises";
import { CliError } from "../core/errors.ts";
import type { Download } from "./download.ts";
import { Flow } from "./flow.ts";
import { MissingProgram, type Remote } from "./remote.ts";
import type { Upload } from "./upload.ts";

const PORTION = 1024 * 1024;

const noTools = (named: string, programs: string) =>
  new CliError(
    `${named} cannot be copied: its container has neither tar nor ${programs} (an ephemeral container of debug --target can see its files)`,
  );

/** Copies a file here by way of `cat`. Folders need tar. */
export async function fetchFile(remote: Remote, { asked, named, target, stderr }: Download): Promise<void> {
  const flow = new Flow();
  const body = async function* () {
    // A file is only made when there is something for it, and is only whole when cat has ended well.
    yield* flow;
    const code = await read;
    if (code !== 0) throw new CliError(`${named} was not copied: cat ended with exit code ${code} (folders need tar)`);
  };
  const read = remote.run(["cat", asked], { stdout: (data) => flow.put(data), stderr }).finally(() => flow.close());
  read.catch(() => undefined);
  try {
    await target.file([], body());
  } catch (error) {
    flow.cancel(error);
    if (error instanceof MissingProgram) throw noTools(named, "cat");
    throw error;
  }
}

/** Copies a file there, from a byte on: it is written beside its place first. Folders need tar. */
export async function sendFile(remote: Remote, wanted: Upload, start = 0): Promise<number> {
  const { from, at, to, named, stdout, stderr, count } = wanted;
  const found = await stat(at(from));
  if (!found.isFile())
    throw new CliError(`${from} is a folder, which cannot be copied to ${named}: its container has no tar`);
  const mode = (found.mode & 0o777).toString(8);
  const script =
    'if test "$4" -eq 0; then cat > "$1.part"; else cat >> "$1.part"; fi && test "$(wc -c < "$1.part")" -eq "$3" && chmod "$2" "$1.part" && mv -f "$1.part" "$1"';
  const command = ["sh", "-c", script, "sh", to, mode, `${found.size}`, `${start}`];
  try {
    return await remote.run(command, { stdin: chunksOf(at(from), start, count), stdout, stderr });
  } catch (error) {
    if (error instanceof MissingProgram) throw noTools(named, "sh");
    throw error;
  }
}

async function* chunksOf(path: string, start: number, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    for (let at = start; ; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PORTION), 0, PORTION, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
      count(bytesRead);
    }
  } finally {
    await file.close();
  }
}
