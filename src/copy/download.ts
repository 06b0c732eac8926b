import { posix } from "node:path";
import { CliError } from "../core/errors.ts";
import { Bytes } from "../core/tar/bytes.ts";
import { readTar, type TarEntry } from "../core/tar/read.ts";
import { type Extracted, type Extraction, extract } from "./extract.ts";
import { Flow } from "./flow.ts";
import { fetchFile } from "./plain.ts";
import { MissingProgram, type Remote, type Take } from "./remote.ts";
import { feedTar, type Mark, type Resuming } from "./resuming.ts";
import type { Pair } from "./verify.ts";

export interface Download extends Extraction, Omit<Resuming, "path" | "mark"> {
  /** What was asked for as the user wrote it. */
  readonly named: string;
  /** Told of every portion that comes. */
  readonly count: (bytes: number) => void;
}

/** Copies a file or folder out of a container. Throws when anything is missing here that was to come. */
export async function download(remote: Remote, wanted: Download): Promise<Pair[]> {
  const said: Buffer[] = [];
  const stderr: Take = async (data) => {
    said.push(data);
    await wanted.stderr(data);
  };
  try {
    const { code, count, files } = await unpack(remote, { ...wanted, stderr });
    if (code === 0 || isHarmless(code, Buffer.concat(said).toString("utf8"))) {
      return files.map((steps) => ({ here: wanted.target.at(steps), there: posix.join(wanted.asked, ...steps) }));
    }
    throw new CliError(
      `${wanted.named} was not copied${count > 0 ? " as a whole" : ""}: tar ended with exit code ${code}`,
    );
  } catch (error) {
    if (!(error instanceof MissingProgram)) throw error;
    await fetchFile(remote, wanted);
    return [{ here: wanted.target.at([]), there: wanted.asked }];
  }
}

/** Runs tar there and takes its output apart here, at the same time. */
async function unpack(remote: Remote, wanted: Download): Promise<Extracted & { readonly code: number }> {
  const flow = new Flow();
  const bytes = new Bytes(flow);
  let mark: Mark | undefined;
  const noted = async function* (): AsyncGenerator<TarEntry> {
    for await (const entry of readTar(bytes)) {
      mark = entry;
      yield entry;
    }
    // tar fills up its last record, and its result is still to come.
    while (await bytes.some(Number.MAX_SAFE_INTEGER));
  };
  const fed = feedTar(remote, flow, { ...wanted, path: wanted.asked, mark: () => mark }).finally(() => flow.close());
  const written = extract(noted(), wanted).catch((error) => {
    const told = error instanceof CliError ? error : new CliError((error as Error).message);
    flow.cancel(told);
    throw told;
  });
  const [code, count] = await Promise.allSettled([fed, written]);
  if (code.status === "rejected") throw code.reason;
  if (count.status === "fulfilled") return { code: code.value, ...count.value };
  if (code.value !== 0) return { code: code.value, count: 0, files: [] };
  throw count.reason;
}

/** GNU tar's 1 for a file that was written to while it was read: logs do that. */
const isHarmless = (code: number, said: string): boolean =>
  code === 1 &&
  said.includes("file changed as we read it") &&
  said
    .trim()
    .split("\n")
    .every((line) =>
      /: file changed as we read it$|^tar: (Removing leading|Removing .* prefix)|socket ignored$/.test(line),
    );
