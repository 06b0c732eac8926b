import { CliError } from "../core/errors.ts";
import type { Flags } from "../core/flags.ts";
import type { Invocation } from "./command.ts";

const PROFILES = ["none", "cpu", "heap", "goroutine", "threadcreate", "block", "mutex", "trace"];

/** kubectl's checks of global flags that come before any command. */
export function checkGlobals({ globals }: Pick<Invocation<Flags>, "globals">): void {
  if (!PROFILES.includes(globals.profile)) throw new CliError(`unknown profile '${globals.profile}'`);
}
