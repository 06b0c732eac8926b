import { listedError } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";

/**
 * What failed, as kubectl tells it: alone, one error or a line for each; of several nodes each on a line of its own, in
 * brackets where it has several. Undefined when nothing failed.
 */
export function failuresOfNodes(failures: readonly unknown[]): unknown {
  if (failures.length < 2) return failures[0];
  return new AggregateError(failures.map((one) => (one instanceof AggregateError ? bracketed(one) : listedError(one))));
}

/** The same text is told once. */
function bracketed({ errors }: AggregateError): CliError {
  const texts = [...new Set(errors.map((error) => (error instanceof Error ? error.message : String(error))))];
  return new CliError(texts.length === 1 ? (texts[0] as string) : `[${texts.join(", ")}]`);
}
