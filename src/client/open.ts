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

/** Node's timers cannot wait longer (24.8 days): a limit beyond it is none. */
const LONGEST = 2 ** 31 - 1;

/** --request-timeout in milliseconds: seconds without a unit, or Go's duration; below 0 is none. Throws kubectl's error. */
export function readTimeout(text: string): number {
  const limit = (milliseconds: number) => (milliseconds > 0 && milliseconds <= LONGEST ? milliseconds : 0);
  if (text === "") return 0;
  if (/^(\+?\d+|-0+)$/.test(text)) {
    const seconds = BigInt(text.replace(/^[+-]/, ""));
    // Go's 64-bit nanoseconds wrap around.
    if (seconds < 2n ** 63n) return limit(Number(BigInt.asIntN(64, seconds * 1_000_000_000n)) / 1e6);
  }
  try {
    return limit(parseDuration(text));
  } catch {
    // The reason is not part of kubectl's message.
  }
  throw new CliError(
    "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)",
  );
}
