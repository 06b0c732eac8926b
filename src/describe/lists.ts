import { LAST_APPLIED } from "../core/last-applied.ts";
import type { JsonObject } from "../core/object.ts";
import { sorted } from "./fields.ts";

/** A map as "key=value" texts, sorted by key. */
export const pairs = (map: JsonObject): string[] => sorted(map).map(([key, value]) => `${key}=${value}`);

/** The first of several beside the label, the others below it; "<none>" for no one. */
export const listed = (label: string, values: readonly string[], lead = "\t"): string[] => {
  const [first = "<none>", ...more] = values;
  return [label + first, ...more.map((value) => lead + value)];
};

/** Bytes of a line with its key, and of a line below its key. */
export const LONGEST = 140;
const LONGEST_BELOW = LONGEST - 2;

/** Annotations as texts: short ones on a line, others below their key and cut; the last applied manifest is left out. */
export const annotationTexts = (annotations: JsonObject): string[] =>
  sorted(annotations)
    .filter(([key]) => key !== LAST_APPLIED)
    .flatMap(([key, given]) => {
      const value = given.replace(/\n$/, "");
      const line = `${key}: ${value}`;
      if (Buffer.byteLength(line) < LONGEST && !value.includes("\n")) return [line];
      return [`${key}:`, ...value.split("\n").map((part) => `  ${shortened(part)}`)];
    });

/** A line cut to so many bytes; a character that the cut would break is left out. */
export function shortened(line: string, longest = LONGEST_BELOW): string {
  const bytes = Buffer.from(line);
  return bytes.length > longest
    ? `${bytes
        .subarray(0, longest)
        .toString()
        .replace(/\ufffd+$/, "")}...`
    : line;
}

/** Lines one level, or more, deeper. */
export const deeper = (lines: readonly string[], levels = 1): string[] =>
  lines.map((line) => "  ".repeat(levels) + line);
