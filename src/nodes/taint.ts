import { CliError, UsageError } from "../core/errors.ts";
import { labelKeyProblems, labelValueProblems } from "../core/validation.ts";

/** A taint as words say it: an empty effect stands for all of a key. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** The taints that a command line sets and removes. */
export interface TaintChange {
  readonly add: readonly Taint[];
  readonly remove: readonly Taint[];
}

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** Parts the words of `taint`: a type and names first, then taints. Throws kubectl's errors. */
export function splitTaintWords(args: readonly string[]): { resources: readonly string[]; taints: readonly string[] } {
  const isTaint = (word: string) => word.includes("=") || word.includes(":") || word.endsWith("-");
  const first = args.findIndex(isTaint);
  const [resources, taints] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)];
  const late = taints.find((word) => !isTaint(word));
  if (late !== undefined) throw new CliError(`all resources must be specified before taint changes: ${late}`);
  if (resources.length === 0) throw new CliError("one or more resources must be specified as <resource> <name>");
  if (taints.length === 0) throw new CliError("at least one taint update is required");
  return { resources, taints };
}

/** Reads `KEY[=VALUE]:EFFECT`, `KEY-` and `KEY:EFFECT-`; throws kubectl's errors, with `hint` below them. */
export function readTaints(words: readonly string[], hint: string): TaintChange {
  const refuse = (text: string) => new UsageError(text, hint);
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const word of words) {
    if (word.endsWith("-")) {
      remove.push({ ...readTaint(word.slice(0, -1), refuse), value: "" });
      continue;
    }
    const taint = readTaint(word, refuse);
    if (add.some((one) => isSame(one, taint))) {
      const shown = `{${taint.key} ${taint.value} ${taint.effect} <nil>}`;
      throw refuse(`duplicated taints with the same key and effect: ${shown}`);
    }
    add.push(taint);
  }
  return { add, remove };
}

function readTaint(spec: string, refuse: (text: string) => UsageError): Taint {
  const parts = spec.split(":");
  const [pair = "", effect = ""] = parts;
  if (parts.length > 2) throw refuse(`invalid taint spec: ${spec}`);
  if (parts.length === 1) return checked({ key: pair, value: "", effect }, spec, refuse);
  if (!EFFECTS.includes(effect)) throw refuse(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = "", value = "", more] = pair.split("=");
  if (more !== undefined) throw refuse(`invalid taint spec: ${spec}`);
  return checked({ key, value, effect }, spec, refuse);
}

function checked(taint: Taint, spec: string, refuse: (text: string) => UsageError): Taint {
  for (const problems of [labelValueProblems(taint.value), labelKeyProblems(taint.key)]) {
    if (problems.length > 0) throw refuse(`invalid taint spec: ${spec}, ${problems.join("; ")}`);
  }
  return taint;
}

/** Whether two taints are the same but for their values. */
export const isSame = (one: Pick<Taint, "key" | "effect">, other: Pick<Taint, "key" | "effect">): boolean =>
  one.key === other.key && one.effect === other.effect;

/** Whether a removal speaks of a taint. */
export const isMeant = (removal: Taint, { key, effect }: Pick<Taint, "key" | "effect">): boolean =>
  removal.key === key && (removal.effect === "" || removal.effect === effect);

/** Throws kubectl's error for a taint that is to be set and removed at once. */
export function checkConflicts({ add, remove }: TaintChange): void {
  const both = add.flatMap((taint) => remove.filter((removal) => isMeant(removal, taint)));
  if (both.length === 0) return;
  const shown = both.map(({ key, effect }) => `${key}=${effect}`).join(", ");
  throw new CliError(`can not both modify and remove the following taint(s) in the same command: ${shown}`);
}
