import { CliError } from "../core/errors.ts";
import type { Flags } from "../core/flags.ts";
import { globalFlags } from "../kubeconfig/flags.ts";
import type { Invocation } from "./command.ts";

const PROFILES = ["none", "cpu", "heap", "goroutine", "threadcreate", "block", "mutex", "trace"];

/** kubectl's checks of global flags that come before any command. */
export function checkGlobals({ globals }: Pick<Invocation<Flags>, "globals">): void {
  if (!PROFILES.includes(globals.profile)) throw new CliError(`unknown profile '${globals.profile}'`);
}

/** The values of the global flags; those that the command has flags of its own for keep their defaults. */
export function globalValues(values: Readonly<Record<string, unknown>>, own: Flags): Invocation<Flags>["globals"] {
  const hidden = Object.keys(globalFlags).filter((key) => Object.hasOwn(own, key));
  const defaults = Object.fromEntries(hidden.map((key) => [key, globalFlags[key as keyof typeof globalFlags].default]));
  return { ...values, ...defaults } as Invocation<Flags>["globals"];
}
