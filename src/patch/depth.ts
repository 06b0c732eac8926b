import type { Json } from "../core/object.ts";
import { PatchError } from "./error.ts";
import { isContainer } from "./own.ts";

/** Far beyond any API object, and well within what recursion can take. */
const MAX_DEPTH = 1000;

/** Throws PatchError for values nested so deeply that walking them could exhaust the stack. */
export function checkDepth(...values: readonly Json[]): void {
  let level: Json[] = [...values];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new PatchError(`exceeded max depth of ${MAX_DEPTH}`, 400);
    level = level.filter(isContainer).flatMap((container) => Object.values(container));
  }
}
