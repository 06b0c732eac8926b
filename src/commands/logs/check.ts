import type { Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { readTime } from "../../logs/options.ts";
import type { logsFlags } from "./flags.ts";

export type Given = Invocation<typeof logsFlags>;

/** What the words and flags name, once they have been found to go together. */
export interface LogWords {
  /** A pod's name or TYPE/NAME; undefined with a selector. */
  readonly named: string | undefined;
  /** "" for none. */
  readonly container: string;
}

/** Reads the words; throws kubectl's errors for what does not go together. */
export function readWords({ args, flags, changed, path }: Given): LogWords {
  const hint = `See '${path.join(" ")} -h' for help and examples`;
  const [named, inline] = args;
  if (named === undefined ? flags.selector === "" : args.length > 2) {
    const usage = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.";
    throw new UsageError(`${usage}\nPOD or TYPE/NAME is a required argument for the logs command`, hint);
  }
  if (args.length === 1 && flags.selector !== "") {
    throw new UsageError("only a selector (-l) or a POD name is allowed", hint);
  }
  if (args.length > 1 && flags.selector !== "") {
    throw new CliError("selectors and the all flag cannot be used when passing resource/name arguments");
  }
  if (inline !== undefined && changed.has("container")) {
    throw new CliError("only one of -c or an inline [CONTAINER] arg is allowed");
  }
  return { named, container: inline ?? flags.container };
}

/** Throws kubectl's errors for values that make no sense. */
export function checkValues({ flags, changed }: Given, container: string): void {
  if (flags.sinceTime !== "") {
    readTime(flags.sinceTime);
    if (changed.has("since") && flags.since !== 0) {
      throw new CliError("at most one of `sinceTime` or `sinceSeconds` may be specified");
    }
  }
  if (flags.podRunningTimeout <= 0) throw new CliError("--pod-running-timeout must be higher than zero");
  if (flags.allContainers && container !== "") {
    throw new CliError(`--all-containers=true should not be specified with container name ${container}`);
  }
  if (flags.limitBytes < 0) throw new CliError("--limit-bytes must be greater than 0");
  if (flags.tail < -1) throw new CliError("--tail must be greater than or equal to -1");
  if (flags.since < 0) throw new CliError("--since must be greater than 0");
}
