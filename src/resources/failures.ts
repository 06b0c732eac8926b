import { listedError } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import type { Failure } from "./objects.ts";

/**
 * Throws what failed, if anything did: failures of one manifest file stand as one beside others, without their prefixes;
 * alone they are listed, as kubectl does.
 */
export function throwTogether(failures: readonly unknown[], missing: readonly Failure[]): void {
  const named = missing.filter(({ source }) => source === undefined).map(({ error }) => error);
  const files = groupBySource(missing);
  const alone = failures.length + named.length === 0 && files.size === 1;
  const all = [
    ...failures,
    ...named,
    ...(alone
      ? missing.map(({ error }) => error)
      : [...files.values()].map((group) => new CliError(joined(group), { prefix: "" }))),
  ];
  if (all.length === 1) throw all[0];
  if (all.length > 1) throw new AggregateError(all.map(listedError));
}

function groupBySource(missing: readonly Failure[]): Map<string, Failure[]> {
  const groups = new Map<string, Failure[]>();
  for (const one of missing) {
    if (one.source !== undefined) groups.set(one.source, [...(groups.get(one.source) ?? []), one]);
  }
  return groups;
}

function joined(group: readonly Failure[]): string {
  const texts = group.map(({ error }) => (error instanceof Error ? error.message : String(error)));
  return texts.length === 1 ? (texts[0] as string) : `[${texts.join(", ")}]`;
}
