import type { JsonObject } from "../core/object.ts";

/** The metadata of a new object; as in Go's types an empty name is left out. */
export const metadataOf = (name: string, rest: JsonObject = {}): JsonObject =>
  name === "" ? { ...rest } : { name, ...rest };
