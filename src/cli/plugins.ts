import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { CliError } from "../core/errors.ts";
import type { World } from "../core/world.ts";

export interface Plugin {
  readonly file: string;
  readonly args: readonly string[];
}

/** Every name prefix a plugin may have, the strongest first: our own, then kubectl's. */
export const prefixesOf = (program: string): readonly string[] => [...new Set([`${program}-`, "kubectl-"])];

/**
 * Finds the plugin that the words name: `foo bar x` is `kubectl-foo-bar` (longest first), dashes in words are
 * underscores in file names. Words after the first flag are never part of the name.
 */
export function findPlugin(words: readonly string[], world: World, minimum = 1): Plugin | undefined {
  const flag = words.findIndex((word) => word.startsWith("-"));
  const names = (flag < 0 ? words : words.slice(0, flag)).map((word) => word.replaceAll("-", "_"));
  for (let count = names.length; count >= minimum; count--) {
    for (const prefix of prefixesOf(world.name)) {
      const file = onPath(prefix + names.slice(0, count).join("-"), world);
      if (file) return { file, args: words.slice(count) };
    }
  }
  return undefined;
}

/** The executable of that name on PATH; relative PATH entries (the current folder) do not count. */
function onPath(name: string, world: World): string | undefined {
  if (name.includes("/") || name.includes("\0")) return undefined;
  const endings = world.platform === "win32" ? ["", ".exe", ".cmd", ".bat"] : [""];
  for (const folder of (world.env.PATH ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const file = endings.map((ending) => join(folder, name + ending)).find((one) => isExecutable(one, world));
    if (file) return file;
  }
  return undefined;
}

export function isExecutable(file: string, world: World): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    if (world.platform !== "win32") accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a plugin in place of the command, with our terminal; resolves to its exit code. */
export async function runPlugin(plugin: Plugin, world: World): Promise<number> {
  const { spawn } = await import("node:child_process");
  return await new Promise((resolve, reject) => {
    const child = spawn(plugin.file, plugin.args, { stdio: "inherit", env: { ...world.env }, cwd: world.cwd });
    child.on("error", (cause) => reject(new CliError(`${plugin.file}: ${cause.message}`, { cause })));
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
