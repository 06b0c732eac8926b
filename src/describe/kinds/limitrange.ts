import { nameLines } from "../head.ts";
import { limitRows } from "../limits.ts";
import type { Describer } from "../surroundings.ts";

/** Limit ranges have no events. */
export const describe: Describer = (range) => [...nameLines(range), ...limitRows([range])];
