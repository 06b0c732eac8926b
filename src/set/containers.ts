import type { JsonObject } from "../core/object.ts";
import { objectsAt } from "./pod-spec.ts";

/** The containers whose names fit --containers: the plain ones first, as kubectl goes through them. */
export const selectContainers = (spec: JsonObject, pattern: string): JsonObject[] =>
  [...objectsAt(spec, "containers"), ...objectsAt(spec, "initContainers")].filter(({ name }) =>
    matchesName(String(name ?? ""), pattern),
  );

/**
 * Whether a name fits a pattern with asterisks, by kubectl's odd rules: what stands before the first asterisk may be anywhere
 * ("a*" fits "xax"), and each part is looked for at its first place alone ("*b" does not fit "abab").
 */
export function matchesName(name: string, pattern: string): boolean {
  if (pattern === "*") return true;
  const parts = pattern.split("*");
  if (parts.length === 1) return name === pattern;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part === "") continue;
    const found = name.slice(at).indexOf(part);
    const isLast = index === parts.length - 1;
    if (found < at || (isLast && name.length !== part.length + found)) return false;
    at = found;
  }
  return true;
}
