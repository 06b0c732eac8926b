import { randomUUID } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Writes a file that may hold credentials: 0600, in one step (a temporary file beside it, then a rename), below folders
 * made with 0700. A link is followed, so that it stays one. Nothing half-written is ever left.
 */
export function writePrivately(file: string, text: string): void {
  const target = realPath(file);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const temporary = join(dirname(target), `.${randomUUID()}.tmp`);
  try {
    const handle = openSync(temporary, "wx", 0o600);
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Does something while holding kubectl's lock of a file, a file of that name with ".lock" behind it; throws EEXIST while
 * another program holds it.
 */
export function holdingLock(file: string, action: () => void): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(`${file}.lock`, "wx", 0o600));
  try {
    action();
  } finally {
    rmSync(`${file}.lock`, { force: true });
  }
}

/** Where a path leads, also by a link to a file that is not there yet. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink ? resolve(dirname(file), readlinkSync(file)) : file;
  }
}
