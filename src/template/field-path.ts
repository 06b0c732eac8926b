import { CliError } from "../core/errors.ts";
import type { Json, JsonObject } from "../core/object.ts";
import { compileFinder } from "./jsonpath.ts";

/**
 * The full template of a relaxed path, as custom-columns and --sort-by take it: `metadata.name`, `.metadata.name`,
 * `{metadata.name}` and `{.metadata.name}` all become `{.metadata.name}`. Throws kubectl's error for anything else.
 */
export function relaxedPath(path: string): string {
  if (path === "") return "";
  const match = /^(?:\{\.?([^{}]+)\}|\.?([^{}]+))$/.exec(path);
  if (match) return `{.${match[1] ?? match[2]}}`;
  const forms = "'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'";
  throw new CliError(`unexpected path string, expected a ${forms}`);
}

/** Reads the first value at a relaxed path; undefined when the field is missing. Throws kubectl's error for a bad path. */
export function fieldPath(path: string): (object: JsonObject) => Json | undefined {
  const find = compileFinder(relaxedPath(path));
  return (object) => find(object)[0]?.[0];
}
