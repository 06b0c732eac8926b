import type { Json } from "../../src/core/object.ts";
import { PatchError } from "../../src/patch/error.ts";

/** What a function returns, or the message of the PatchError it throws. */
export function outcome(compute: () => Json): { result: Json } | { error: string } {
  try {
    return { result: compute() };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return { error: error.message };
  }
}
