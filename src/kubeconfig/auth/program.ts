import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import type { World } from "../../core/world.ts";

/**
 * The file that a command runs: a path is itself, a bare name is looked for on $PATH; undefined when there is no program.
 * As Go: what $PATH finds in the current folder does not count.
 */
export function findProgram(command: string, world: World): string | undefined {
  const endings = world.platform === "win32" ? [".exe", ".com", ""] : [""];
  const places = command.includes("/")
    ? [command]
    : (world.env.PATH ?? "").split(delimiter).flatMap((folder) => (isAbsolute(folder) ? [join(folder, command)] : []));
  return places.flatMap((place) => endings.map((ending) => place + ending)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
