import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { CliError } from "../../core/errors.ts";
import type { World } from "../../core/world.ts";
import { envFile, files, type Keyed, literals, type ReadPath } from "../../generate/keyed-files.ts";
import { reason } from "../../resources/reason.ts";

/** The flags that name the contents of a ConfigMap or Secret. */
export interface KeySources {
  readonly fromFile: readonly string[];
  readonly fromLiteral: readonly string[];
  readonly fromEnvFile: readonly string[];
}

/** Reads what the flags name, files first; throws kubectl's errors. */
export async function readKeys({ fromFile, fromLiteral, fromEnvFile }: KeySources, world: World): Promise<Keyed[]> {
  const read = reader(world);
  const entries = [...(await files(fromFile, read)), ...literals(fromLiteral)];
  for (const path of fromEnvFile) {
    const bytes = await read(path);
    if (!(bytes instanceof Uint8Array)) throw new CliError("env config file cannot be a directory");
    entries.push(...envFile(path, bytes, world.env));
  }
  return entries;
}

/** An env file stands alone. */
export function checkKeySources({ fromFile, fromLiteral, fromEnvFile }: KeySources): void {
  if (fromEnvFile.length > 0 && (fromFile.length > 0 || fromLiteral.length > 0)) {
    throw new CliError("from-env-file cannot be combined with from-file or from-literal");
  }
}

/** Reads files and folders relative to the working folder; a folder gives its plain files. */
const reader =
  (world: World): ReadPath =>
  async (path) => {
    const full = path === "" ? "" : resolve(world.cwd, path);
    if (full === "/dev/stdin") return await world.streams.stdin.readAll();
    try {
      if (!statSync(full).isDirectory()) return readFileSync(full);
      const names = readdirSync(full)
        .sort()
        .filter((name) => statSync(join(full, name)).isFile());
      return names.map((name) => ({ name, bytes: readFileSync(join(full, name)) }));
    } catch (error) {
      throw new CliError(`error reading ${path}: ${reason(error)}`, { cause: error });
    }
  };
