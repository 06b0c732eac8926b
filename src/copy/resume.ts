// Single files whose copy was cut before: what is there of them, beside their place, is gone on with.

import { stat } from "node:fs/promises";
import { CliError } from "../core/errors.ts";
import type { Download } from "./download.ts";
import { Flow } from "./flow.ts";
import { sendFile } from "./plain.ts";
import { nowhere, type Remote } from "./remote.ts";
import type { Upload } from "./upload.ts";
import { type Pair, sumHere, sumsThere } from "./verify.ts";

const READ = 'test -f "$1" || { echo "$1 is no file" >&2; exit 1; }; tail -c+"$2" "$1"';

/** Copies a file here and goes on where an earlier copy ended, if its beginning is still the same. */
export async function resumeHere(remote: Remote, wanted: Download): Promise<Pair[]> {
  const { asked, named, target, stderr, count, tell } = wanted;
  const part = target.partial();
  const size = await sizeOf(part);
  const sums =
    size > 0
      ? await sumsThere(remote, ["sh", "-c", 'head -c "$2" "$1" | sha256sum', "sh", asked, `${size}`], named)
      : [];
  const start = size > 0 && sums[0] === (await sumHere(part)) ? size : 0;
  if (start > 0) tell(`Resuming copy at ${start} bytes\n`);
  const flow = new Flow();
  const stdout = async (data: Buffer) => {
    count(data.length);
    await flow.put(data);
  };
  const read = remote
    .run(["sh", "-c", READ, "sh", asked, `${start + 1}`], { stdout, stderr })
    .finally(() => flow.close());
  read.catch(() => undefined);
  await target.goOn(start, flow).catch((error) => {
    flow.cancel(error);
    throw error;
  });
  const code = await read;
  if (code !== 0) throw new CliError(`${named} was not copied as a whole: exit code ${code}`);
  await target.finish();
  return [{ here: target.at([]), there: asked }];
}

/** Copies a file there and goes on where an earlier copy ended; resolves to the exit code. */
export async function resumeThere(remote: Remote, wanted: Upload, to: string): Promise<number> {
  const { from, at, named, tell } = wanted;
  if (!(await stat(at(from))).isFile()) throw new CliError(`${from} is no file, and cannot be resumed`);
  const said: Buffer[] = [];
  const stdout = async (data: Buffer) => void said.push(data);
  await remote.run(["sh", "-c", 'wc -c < "$1.part"', "sh", to], { stdout, stderr: nowhere });
  const size = Number(Buffer.concat(said).toString("latin1").trim() || "0");
  const isPossible = size > 0 && size <= (await sizeOf(at(from)));
  const sums = isPossible ? await sumsThere(remote, ["sh", "-c", 'sha256sum < "$1.part"', "sh", to], named) : [];
  const start = isPossible && sums[0] === (await sumHere(at(from), size)) ? size : 0;
  if (start > 0) tell(`Resuming copy at ${start} bytes\n`);
  return await sendFile(remote, { ...wanted, to }, start);
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0;
