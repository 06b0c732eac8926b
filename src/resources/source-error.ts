import { StatusError } from "../client/status.ts";
import { NoAnswer } from "../client/unreachable.ts";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";

/** An error about an object of a manifest, naming the file: `error when deleting "a.yaml": …`; others stay as they are. */
export function withSource(error: unknown, doing: string, source: string | undefined): unknown {
  if (source === undefined || !(error instanceof CliError)) return error;
  const about = (message: string) => `error when ${doing} ${goQuote(source)}: ${message}`;
  if (error instanceof StatusError) {
    return new StatusError({ ...error.status, message: about(error.detail) }, error.code);
  }
  const message = error instanceof NoAnswer ? error.full : error.message;
  return new CliError(about(message), { cause: error });
}
