import { run } from "./cli/run.ts";
import { root } from "./commands/index.ts";
import type { World } from "./core/world.ts";

/** Runs one command line and resolves to its exit code; everything it may know or touch is in the world. */
export const main = (argv: readonly string[], world: World): Promise<number> => run(root, argv, world);
