import { StatusError } from "../client/status.ts";
import { CliError, UsageError } from "../core/errors.ts";
import { escapeControls } from "../core/terminal.ts";
import type { World } from "../core/world.ts";

/**
 * The one ladder from any failure to text on stderr and an exit code: kubectl's words and 1 for what a user can act on;
 * 130 when the user interrupted; everything else is a fault of the program (its stack is shown from `-v=6` on).
 */
export function report(error: unknown, world: World, verbosity = 0, inList = false): number {
  if (world.signal.aborted) return 130;
  if (error instanceof AggregateError) {
    return error.errors.reduce((code: number, one) => Math.max(code, report(one, world, verbosity, true)), 1);
  }
  // As kubectl: in a list each text gets a line's end, even if it has one.
  const print = (text: string) =>
    world.streams.stderr.write(escapeControls(text.endsWith("\n") && !inList ? text : `${text}\n`));
  if (error instanceof CliError) {
    if (error.message !== "") print(withPrefix(error, inList));
    return error.exitCode;
  }
  const fault = error instanceof Error ? error : new Error(String(error));
  print(`error: ${fault.message} (this is a fault in ${world.name}; -v=6 shows where)`);
  if (verbosity >= 6 && fault.stack) print(fault.stack);
  return 1;
}

/** In a list of failures kubectl leaves "error: " out; the prefixes of the server's own errors stay. */
function withPrefix(error: CliError, inList: boolean): string {
  if (inList && error instanceof StatusError && error.listed) return error.listed;
  if (inList && error.prefix === "error: " && !(error instanceof StatusError)) return error.message;
  const text = error.message.startsWith(error.prefix) ? error.message : error.prefix + error.message;
  return error instanceof UsageError && error.hint ? `${text}\n${error.hint}` : text;
}
