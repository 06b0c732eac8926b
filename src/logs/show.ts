import { StatusError } from "../client/status.ts";
import type { Output } from "../core/world.ts";
import { prefixLines, wholeLines } from "./lines.ts";
import { NotStarted, openLog, type Reading } from "./read.ts";
import type { LogRequest } from "./requests.ts";
import { colorsOnly } from "./terminal.ts";

export interface Showing extends Reading {
  readonly ignoreErrors: boolean;
  readonly prefix: boolean;
}

/** Prints one log after the other. Throws the first failure, unless failures are printed instead. */
export async function showInTurn(showing: Showing, requests: readonly LogRequest[]): Promise<void> {
  for (const request of requests) await showOne(showing, request);
}

/** Prints several logs while they grow, line by line as they come. The first failure ends all. */
export async function showTogether(showing: Showing, requests: readonly LogRequest[]): Promise<void> {
  await Promise.all(requests.map((request) => showOne(showing, request)));
}

async function showOne(showing: Showing, request: LogRequest): Promise<void> {
  const { stdout } = showing.world.streams;
  try {
    const body = await openLog(showing, request);
    const prefixed = showing.prefix ? prefixLines(`[pod/${request.pod}/${request.container}] `) : undefined;
    await pass(body, stdout, prefixed);
  } catch (error) {
    if (showing.world.signal.aborted) throw error;
    const words = error instanceof StatusError ? error.detail : (error as Error).message;
    if (showing.ignoreErrors) return stdout.write(`error: ${words}\n`);
    // kubectl says so twice when it follows.
    if (showing.options.follow && !(error instanceof NotStarted)) showing.world.streams.stderr.write(`${words}\n`);
    throw error;
  }
}

/** Hands the bytes on as they are, in whole lines; on a terminal nothing but colours reaches it. */
async function pass(
  body: AsyncIterable<Buffer>,
  stdout: Output,
  prefixed: ((chunk: Buffer) => Buffer) | undefined,
): Promise<void> {
  const { take, rest } = wholeLines();
  const write = async (bytes: Buffer) => {
    if (bytes.length === 0) return;
    const shown = prefixed ? prefixed(bytes) : bytes;
    stdout.write(stdout.isTerminal ? colorsOnly(shown.toString("utf8")) : shown);
    await stdout.flush();
  };
  try {
    for await (const chunk of body) await write(take(chunk));
  } finally {
    await write(rest());
  }
}
