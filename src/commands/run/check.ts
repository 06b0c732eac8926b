import type { Invocation } from "../../cli/command.ts";
import type { DryRun } from "../../core/dry-run.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { isImage } from "../../generate/image.ts";
import type { runFlags } from "./flags.ts";

export type RunGiven = Invocation<typeof runFlags>;

/** The pod's name; refuses impossible words in kubectl's order. */
export function checkRun(given: RunGiven, dryRun: DryRun): string {
  const { args, dash, flags, path } = given;
  const usage = (message: string) => new UsageError(message, `See '${path.join(" ")} -h' for help and examples`);
  if (args.length === 0 || dash === 0) throw usage("NAME is required for run");
  if (flags.podRunningTimeout <= 0) throw usage("--pod-running-timeout must be higher than zero");
  if (flags.image === "") throw new CliError("--image is required");
  if (!isImage(flags.image)) {
    throw new CliError(`Invalid image name ${JSON.stringify(flags.image)}: invalid reference format`);
  }
  if (flags.tty && !flags.stdin) throw usage("-i/--stdin is required for containers with -t/--tty=true");
  if (flags.expose && flags.port === "") throw usage("--port must be set when exposing a service");
  if (!["", "Always", "OnFailure", "Never"].includes(flags.restart)) {
    throw usage(`invalid restart policy: ${flags.restart}`);
  }
  const attach = isAttached(given);
  if (flags.rm && !attach) throw usage("--rm should only be used for attached containers");
  if (attach && dryRun !== "none") {
    throw usage(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  }
  if (!["", "Always", "IfNotPresent", "Never"].includes(flags.imagePullPolicy)) {
    throw usage(`invalid image pull policy: ${flags.imagePullPolicy}`);
  }
  return args[0] as string;
}

/** -i attaches unless --attach says otherwise. */
export const isAttached = ({ flags, changed }: RunGiven): boolean =>
  changed.has("attach") ? flags.attach : flags.stdin;
