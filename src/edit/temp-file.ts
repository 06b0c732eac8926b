import { randomInt } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../core/world.ts";

/** Writes a text for an editor, readable by its user alone, into the folder for temporary files; gives the path. */
export function writeTemporary(text: string, extension: string, world: World): string {
  const { TMPDIR, TEMP } = world.env;
  const folder = TMPDIR || (world.platform === "win32" && TEMP) || "/tmp";
  const file = join(folder, `${world.name}-edit-${randomInt(1e9, 1e10)}.${extension}`);
  // Never over a file, or through a link, that somebody else has put there.
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  return file;
}

export const removeTemporary = (file: string): void => rmSync(file, { force: true });
