import { CliError } from "../core/errors.ts";

/**
 * Throws what went wrong, if anything: first what kept manifests from being read, then what kept objects from being
 * applied. As kubectl, the first kind is told as one error as soon as there are others, and the same words only once.
 */
export function throwTogether(reading: readonly unknown[], doing: readonly unknown[]): void {
  const different = withoutDoubles(reading);
  const all = [...(doing.length === 0 ? different : joined(different)), ...doing];
  if (all.length === 1) throw all[0];
  if (all.length > 1) throw new AggregateError(all);
}

function withoutDoubles(errors: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>();
  return errors.filter((error) => {
    const words = error instanceof CliError ? error.message : error;
    return !seen.has(words) && seen.add(words);
  });
}

function joined(errors: readonly unknown[]): unknown[] {
  if (errors.length < 2 || errors.some((error) => !(error instanceof CliError))) return [...errors];
  const texts = errors.map((error) => (error as CliError).message);
  return [new CliError(`[${texts.join(", ")}]`, { prefix: "" })];
}
