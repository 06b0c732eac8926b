import { parseDuration } from "../core/duration.ts";
import { CliError } from "../core/errors.ts";
import type { FlagValues } from "../core/flags.ts";
import type { World } from "../core/world.ts";
import type { GlobalFlags } from "../kubeconfig/flags.ts";
import type { Connection } from "./connection.ts";
import { createExchange, type Exchange } from "./exchange.ts";
import { trafficLog } from "./log.ts";
import type { Warnings } from "./warnings.ts";

/** Starts the conversation with a server; `seen` shows decoded bodies at high verbosity. */
export async function openExchange(
  connection: Connection,
  globals: FlagValues<GlobalFlags>,
  world: World,
  warnings: Warnings,
): Promise<{ exchange: Exchange; seen: (path: string, text: string) => void }> {
  const log = trafficLog(globals.v, world);
  const timeout = readTimeout(globals.requestTimeout);
  return { exchange: createExchange({ connection, world, log, warnings, timeout }), seen: log.body };
}

/** --request-timeout in milliseconds: seconds without a unit, or Go's duration; throws kubectl's error. */
export function readTimeout(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  try {
    const value = parseDuration(text);
    if (value >= 0) return value;
  } catch {
    // The reason is not part of kubectl's message.
  }
  throw new CliError(
    "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)",
  );
}
