import { randomInt } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../core/errors.ts";
import type { World } from "../../core/world.ts";
import { reason } from "../../resources/reason.ts";

/** Two folders for this user alone: objects as they are, and as they would be. */
export interface Folders {
  readonly live: string;
  readonly merged: string;
  write(side: "live" | "merged", name: string, text: string): void;
  remove(): void;
}

/** Makes the folders where temporary files go; throws CliError when that is not possible. */
export function createFolders({ env }: World): Folders {
  const place = env.TMPDIR || tmpdir();
  const made: string[] = [];
  const remove = () => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  };
  const make = (stem: string) => {
    const folder = join(place, `${stem}-${randomInt(2 ** 32)}`);
    attempt(() => mkdirSync(folder, { mode: 0o700 }), "mkdir", folder);
    made.push(folder);
    return folder;
  };
  const attempt = (act: () => void, what: string, path: string) => {
    try {
      act();
    } catch (error) {
      remove();
      throw new CliError(`${what} ${path}: ${reason(error)}`, { cause: error });
    }
  };
  const folders = { live: make("LIVE"), merged: make("MERGED") };
  return {
    ...folders,
    write(side, name, text) {
      const path = join(folders[side], name);
      attempt(() => writeFileSync(path, text, { mode: 0o600 }), "open", path);
    },
    remove,
  };
}
