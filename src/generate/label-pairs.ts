import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";

/** "a=b,c=d" as labels, sorted; throws kubectl's errors. */
export function labelPairs(text: string): Record<string, string> {
  const labels = new Map<string, string>();
  for (const word of text === "" ? [] : text.split(",")) {
    const [key, value, ...rest] = word.split("=");
    if (value === undefined || rest.length > 0) throw new CliError(`unexpected label spec: ${word}`);
    if (key === "") throw new CliError("unexpected empty label key");
    labels.set(key as string, value);
  }
  return sortedPairs(labels);
}

/** A map of strings in the order in which Go writes it. */
export const sortedPairs = (map: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...map].sort(([a], [b]) => compareBytes(a, b)));
