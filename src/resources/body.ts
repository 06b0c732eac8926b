import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CliError } from "../core/errors.ts";
import type { World } from "../core/world.ts";
import { reason } from "./reason.ts";

/** The bytes that --raw sends: of a file, or of standard input for "-". Throws kubectl's error for what cannot be read. */
export async function readBody(file: string, world: World): Promise<Uint8Array> {
  if (file === "-") return await world.streams.stdin.readAll();
  try {
    return readFileSync(resolve(world.cwd, file));
  } catch (error) {
    throw new CliError(`open ${file}: ${reason(error)}`, { cause: error });
  }
}
