import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionError } from "../core/errors.ts";
import type { World } from "../core/world.ts";
import type { Connection, Request } from "./connection.ts";
import type { TrafficLog } from "./log.ts";
import { type Answer, openTransport, type Transport } from "./transport.ts";
import { NoAnswer, unreachable } from "./unreachable.ts";
import { readWarnings, type Warnings } from "./warnings.ts";

const MOST_WAITS = 10;
const READ_RETRIES = 2;
const MOST_SECONDS = 60;

export interface Exchange {
  /** Sends a request and gives the answer's head, after retries; throws ConnectionError when none comes. */
  send(request: Request): Promise<Answer>;
  close(): Promise<void>;
}

export interface ExchangeOptions {
  readonly connection: Connection;
  readonly world: World;
  readonly log: TrafficLog;
  readonly warnings: Warnings;
  /** --request-timeout in milliseconds, from the request to the end of its answer; 0 for none. */
  readonly timeout: number;
}

/**
 * One conversation with a server over one transport. 429 and 503 with Retry-After are waited for; reads are repeated
 * after short network faults; after a 401 fresh credentials are tried once. Writes are never repeated otherwise.
 */
export function createExchange({ connection, world, log, warnings, timeout }: ExchangeOptions): Exchange {
  let opened: Promise<Transport> | undefined;
  const transport = () => {
    opened ??= openTransport(connection);
    return opened;
  };
  const close = async () => (await opened?.catch(() => undefined))?.close();
  world.signal.addEventListener("abort", () => void close(), { once: true });

  let renewal: { readonly at: number; readonly done: Promise<boolean> } | undefined;
  /** Fresh credentials, once for all requests that were refused with the old ones. */
  function renewed(sentAt: number): Promise<boolean> {
    if (!renewal || renewal.at < sentAt) renewal = { at: performance.now(), done: connection.refresh() };
    return renewal.done;
  }

  async function attempt(request: Request): Promise<Answer> {
    const started = performance.now();
    const url = connection.server.origin + connection.server.pathname.replace(/\/+$/, "") + request.path;
    log.request(request, url);
    const answer = await timed(request);
    log.response(request, url, answer, performance.now() - started);
    for (const text of readWarnings(answer.headers.warning)) (request.onWarning ?? warnings.show)(text);
    return refuseRedirect(answer, url);
  }

  async function timed(request: Request): Promise<Answer> {
    if (timeout === 0) return (await transport()).send(request);
    const limit = new AbortController();
    const late = new Promise<never>((_, reject) =>
      limit.signal.addEventListener("abort", () => reject(limit.signal.reason)),
    );
    setTimeout(() => limit.abort(timedOut(connection.server, request)), timeout).unref();
    const signal = AbortSignal.any([limit.signal, request.signal ?? world.signal]);
    // The signal ends a body as well, but undici does not look at it while it connects.
    return await Promise.race([transport().then((one) => one.send({ ...request, signal })), late]);
  }

  async function send(request: Request): Promise<Answer> {
    const isRead = (request.method ?? "GET") === "GET";
    let faults = 0;
    let refreshed = false;
    for (let waits = 0; ; ) {
      const sentAt = performance.now();
      try {
        const answer = await attempt(request);
        const seconds = waits < MOST_WAITS ? retryAfter(answer) : undefined;
        if (seconds !== undefined) {
          waits++;
          answer.body.destroy();
          await sleep(seconds * 1000, undefined, { signal: world.signal });
        } else if (answer.status === 401 && !refreshed && (await renewed(sentAt))) {
          refreshed = true;
          answer.body.destroy();
        } else {
          return answer;
        }
      } catch (error) {
        if (!isRead || !isShortFault(error) || faults++ >= READ_RETRIES || world.signal.aborted) {
          throw asConnectionError(error, connection.server, request);
        }
        await sleep(100 * faults);
      }
    }
  }

  return { send, close };
}

const asConnectionError = (error: unknown, server: URL, request: Request): unknown => {
  const isOwn = error instanceof Error && "exitCode" in error;
  return isOwn ? error : unreachable(error, { server, method: request.method ?? "GET", path: request.path });
};

/** Faults that a second try may well get over: the peer closed a kept-alive connection, or reset it. */
const isShortFault = (error: unknown): boolean =>
  ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes((error as { code?: string }).code ?? "");

function retryAfter(answer: Answer): number | undefined {
  if (answer.status !== 429 && answer.status < 500) return undefined;
  const value = answer.headers["retry-after"];
  const seconds = typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 0), MOST_SECONDS);
}

const REDIRECTS = [301, 302, 303, 307, 308];

/** The credentials belong to this server alone, so a redirect is an answer we cannot use (kubectl follows it). */
function refuseRedirect(answer: Answer, url: string): Answer {
  const { location } = answer.headers;
  if (!REDIRECTS.includes(answer.status) || typeof location !== "string") return answer;
  answer.body.destroy();
  throw new ConnectionError(
    `the server answered ${url} with a redirect to ${location}; redirects are not followed, so that credentials reach no other server`,
  );
}

function timedOut(server: URL, request: Request): ConnectionError {
  const reason = "context deadline exceeded";
  return new NoAnswer(
    reason,
    `${request.method ?? "Get"} ${JSON.stringify(server.origin + request.path)}: ${reason}`,
    "Unable to connect to the server: ",
  );
}
