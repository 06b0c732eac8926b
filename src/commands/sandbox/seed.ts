import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { CliError } from "../../core/errors.ts";
import type { KubeObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { readDocuments } from "../../core/yaml/read.ts";
import { decodeObjects } from "../../resources/decode.ts";

/** The objects of --seed: "empty", "demo", or a manifest file. Throws CliError for files that cannot be read. */
export async function readSeed(seed: string, world: World): Promise<readonly KubeObject[]> {
  if (seed === "" || seed === "empty") return [];
  if (seed === "demo") return (await import("../../sandbox/seed/demo.ts")).demo;
  try {
    const documents = await readDocuments(readFileSync(isAbsolute(seed) ? seed : join(world.cwd, seed)));
    return documents.flatMap((document) => decodeObjects(document).objects);
  } catch (error) {
    throw new CliError(`--seed ${seed}: ${(error as Error).message}`, { cause: error });
  }
}
