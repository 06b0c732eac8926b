import { CliError } from "../core/errors.ts";
import { labelValueProblems } from "../core/validation.ts";

export type MetadataField = "label" | "annotation";

/** Changes to a string map: keys to set and keys to remove. */
export interface MapChange {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

export interface SplitWords {
  /** Words that name resources. */
  readonly resources: readonly string[];
  /** Words of the forms KEY=VALUE and KEY-. */
  readonly pairs: readonly string[];
}

/** Parts the words of label and annotate: resources first, then the changes; throws kubectl's error for a mixture. */
export function splitWords(args: readonly string[], field: MetadataField): SplitWords {
  const isPair = (word: string) => word.indexOf("=") > 0 || (word.endsWith("-") && !word.includes("=") && word !== "-");
  const first = args.findIndex(isPair);
  if (first < 0) return { resources: args, pairs: [] };
  const late = args.slice(first).find((word) => !isPair(word));
  if (late !== undefined) throw new CliError(`all resources must be specified before ${field} changes: ${late}`);
  return { resources: args.slice(0, first), pairs: args.slice(first) };
}

/** Reads KEY=VALUE and KEY- words; label values are checked at once. Throws kubectl's errors. */
export function readLabelPairs(pairs: readonly string[]): MapChange {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const pair of pairs) {
    if (pair.includes("=")) {
      const parts = pair.split("=");
      if (parts.length !== 2) throw new CliError(`invalid label spec: ${pair}`);
      const [key, value] = parts as [string, string];
      const problems = labelValueProblems(value);
      if (problems.length > 0)
        throw new CliError(`invalid label value: ${JSON.stringify(pair)}: ${problems.join(";")}`);
      set.set(key, value);
    } else if (pair.endsWith("-")) {
      remove.push(pair.slice(0, -1));
    } else {
      throw new CliError(`unknown label spec: ${pair}`);
    }
  }
  if (remove.some((key) => set.has(key)))
    throw new CliError("can not both modify and remove a label in the same command");
  return { set, remove };
}

/** Reads KEY=VALUE (value up to the end) and KEY- words of annotate. Throws kubectl's errors. */
export function readAnnotationPairs(pairs: readonly string[]): MapChange {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at > 0) set.set(pair.slice(0, at), pair.slice(at + 1));
    else if (at < 0 && pair.endsWith("-") && pair.length > 1) remove.push(pair.slice(0, -1));
    else throw new CliError(`invalid annotation format: ${pair}`);
  }
  const both = remove.filter((key) => set.has(key));
  if (both.length > 0) {
    throw new CliError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(", ")}`,
    );
  }
  return { set, remove };
}
