import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CliError } from "../core/errors.ts";
import { reason } from "../resources/reason.ts";

/** Written at once: few calls, little memory. */
const PORTION = 1024 * 1024;

/**
 * The place here that a copy goes to. What the user named is taken as it is, links included; below it every folder has to
 * be one, so that nothing that comes out of a tar leads out of it.
 */
export class Target {
  private readonly root: string;
  private readonly shown: string;
  private readonly folders = new Set<string>();

  /** `shown` is the place as the user named it, below `cwd`. */
  constructor(shown: string, cwd: string) {
    this.shown = shown;
    this.root = resolve(cwd, shown);
  }

  /** A place below the target as messages tell it. */
  tell = (steps: readonly string[]): string => join(this.shown, ...steps);

  /** Where something below the target is. */
  at = (steps: readonly string[]): string => join(this.root, ...steps);

  /** Makes a folder below the target, with those above it. */
  async folder(steps: readonly string[]): Promise<void> {
    if (this.folders.has(this.at(steps))) return;
    if (steps.length === 0) await this.rootFolder(this.root, this.shown);
    else {
      await this.folder(steps.slice(0, -1));
      const shown = this.tell(steps);
      const found = await look(() => lstat(this.at(steps)));
      if (found?.isSymbolicLink()) throw new CliError(`${shown} is a link, and nothing is written through it`);
      if (found && !found.isDirectory()) throw new CliError(`mkdir ${shown}: not a directory`);
      if (!found) await told(`mkdir ${shown}`, () => mkdir(this.at(steps), 0o755));
    }
    this.folders.add(this.at(steps));
  }

  private async rootFolder(path: string, shown: string): Promise<void> {
    const found = await look(() => stat(path));
    if (found?.isDirectory()) return;
    if (found) throw new CliError(`mkdir ${shown}: not a directory`);
    if (dirname(path) !== path) await this.rootFolder(dirname(path), dirname(shown));
    await told(`mkdir ${shown}`, () => mkdir(path, 0o755));
  }

  /** Writes a file; until it is whole it has another name. */
  async file(steps: readonly string[], body: AsyncIterable<Buffer>): Promise<void> {
    const shown = this.tell(steps);
    if (steps.length > 0) await this.folder(steps.slice(0, -1));
    else await this.rootFolder(dirname(this.root), dirname(this.shown));
    // What the user named is followed; links below it are replaced, so that nothing goes through them.
    const named = steps.length === 0 ? await look(() => stat(this.root)) : undefined;
    const isLink = steps.length === 0 && (await look(() => lstat(this.root)))?.isSymbolicLink();
    // Neither a pipe or device (/dev/stdout) nor the end of a link that leads nowhere is renamed over.
    if (named ? !named.isFile() && !named.isDirectory() : isLink) {
      return await this.fill(this.root, "w", shown, body);
    }
    const path = named ? await told(`open ${shown}`, () => realpath(this.root)) : this.at(steps);
    const found = await look(() => lstat(path));
    if (found?.isDirectory()) throw new CliError(`open ${shown}: is a directory`);
    const name = Buffer.from(basename(path)).toString("utf8", 0, 200);
    const temporary = join(dirname(path), `.${name}.${randomBytes(6).toString("hex")}.part`);
    try {
      await this.fill(temporary, "wx", shown, body, found);
      await told(`open ${shown}`, () => rename(temporary, path));
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
  }

  /** Where a file is kept until it is whole, for a copy that is to be gone on with. */
  partial = (): string => `${this.root}.part`;

  /** Writes the rest of such a file; what came stays, whatever happens. */
  async goOn(start: number, body: AsyncIterable<Buffer>): Promise<void> {
    await this.rootFolder(dirname(this.root), dirname(this.shown));
    for (const path of [this.root, this.partial()]) {
      const found = await look(() => lstat(path));
      if (found && !found.isFile()) throw new CliError(`${this.shown} cannot be resumed: ${path} is no file`);
    }
    await this.fill(this.partial(), start > 0 ? "a" : "w", `${this.shown}.part`, body);
  }

  /** Gives such a file its name. */
  async finish(): Promise<void> {
    await told(`open ${this.shown}`, () => rename(this.partial(), this.root));
  }

  private async fill(
    path: string,
    flags: string,
    shown: string,
    body: AsyncIterable<Buffer>,
    before?: Stats,
  ): Promise<void> {
    const file = await told(`open ${shown}`, () => open(path, flags, 0o666));
    try {
      await pour(body, file, shown);
      if (before?.isFile()) await told(`chmod ${shown}`, () => file.chmod(before.mode & 0o777));
    } finally {
      await file.close();
    }
  }
}

/** Writes one portion while the next one comes in. */
async function pour(body: AsyncIterable<Buffer>, file: FileHandle, shown: string): Promise<void> {
  let waiting: Buffer[] = [];
  let size = 0;
  let written: Promise<void> = Promise.resolve();
  const write = async () => {
    const parts = waiting;
    waiting = [];
    size = 0;
    await written;
    written = told(`write ${shown}`, () => writeAll(file, parts));
    written.catch(() => undefined);
  };
  for await (const part of body) {
    waiting.push(part);
    size += part.length;
    if (size >= PORTION) await write();
  }
  if (size > 0) await write();
  await written;
}

async function writeAll(file: FileHandle, parts: readonly Buffer[]): Promise<void> {
  const { bytesWritten } = await file.writev(parts);
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten === size) return;
  const rest = Buffer.concat(parts).subarray(bytesWritten);
  for (let at = 0; at < rest.length; ) at += (await file.write(rest, at)).bytesWritten;
}

async function look(ask: () => Promise<Stats>): Promise<Stats | undefined> {
  return await ask().catch(() => undefined);
}

async function told<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new CliError(`${what}: ${reason(error)}`, { cause: error });
  }
}
