import { listedError, StatusError } from "../client/status.ts";
import { NoAnswer } from "../client/unreachable.ts";
import { CliError } from "../core/errors.ts";

/**
 * What failed of several objects, any of which may have failed for several reasons, as kubectl tells it: of one object a line
 * for each reason; of more a line for each object, with several reasons in brackets. Undefined when nothing failed.
 */
export function nestedFailures(failures: readonly unknown[]): unknown {
  if (failures.length < 2) return failures[0];
  return new AggregateError(failures.map((one) => (one instanceof AggregateError ? bracketed(one) : listedError(one))));
}

const bracketed = (error: AggregateError): CliError => new CliError(failureText(error));

/** One line for a failure, in Go's words for several: `[a, b]`, each text once. */
export function failureText(error: unknown): string {
  if (error instanceof AggregateError) {
    const texts = [...new Set(error.errors.map(failureText))];
    return texts.length === 1 ? (texts[0] as string) : `[${texts.join(", ")}]`;
  }
  if (error instanceof StatusError) return error.detail;
  if (error instanceof NoAnswer) return error.full;
  return error instanceof Error ? error.message : String(error);
}
