import type { Readable } from "node:stream";
import type Undici from "undici";
import type { Connection } from "./connection.ts";
import { openDispatcher } from "./transport.ts";

/** Header lines in their order, names as they are written. */
export type HeaderLines = readonly (readonly [string, string])[];

/** A request that somebody else made, passed on as the user's. */
export interface Passed {
  readonly method: string;
  /** From the server's root on. */
  readonly path: string;
  readonly headers: HeaderLines;
  readonly body?: Readable | undefined;
  readonly signal: AbortSignal;
}

export interface PassedAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderLines;
  readonly body: Readable;
  /** Filled when the body has ended. */
  readonly trailers: Readonly<Record<string, string>>;
}

export interface Relay {
  /** Rejects with Node's error when no answer's head comes. Nothing is retried but reads on a connection that had died. */
  pass(request: Passed): Promise<PassedAnswer>;
  close(): Promise<void>;
}

/** Passes requests on over kept connections; redirects and every other answer go back as they are. */
export async function openRelay(connection: Connection): Promise<Relay> {
  const { request } = await import("./undici.ts");
  const dispatcher = await openDispatcher(connection);
  const send = async ({ method, path, headers, body, signal }: Passed): Promise<PassedAnswer> => {
    const answer = await request.call(dispatcher, {
      origin: connection.server.origin,
      path,
      method: method as Undici.Dispatcher.HttpMethod,
      headers: (await withCredentials(headers, connection)).flat(),
      body: body ?? null,
      signal,
      responseHeaders: "raw",
    });
    // Readers are told by what they read with; a body that nobody reads must not end the program.
    answer.body.on("error", () => undefined);
    return {
      status: answer.statusCode,
      statusText: answer.statusText,
      headers: pairs(answer.headers as unknown as string[]),
      body: answer.body,
      trailers: answer.trailers as Readonly<Record<string, string>>,
    };
  };
  return {
    async pass(asked) {
      const mayRepeat = asked.body === undefined && ["GET", "HEAD"].includes(asked.method);
      const answer = await send(asked).catch((error) => {
        if (!mayRepeat || !isStale(error) || asked.signal.aborted) throw error;
        return send(asked);
      });
      if (answer.status !== 401 || hasHeader(asked.headers, "authorization")) return answer;
      // The next request has the fresh ones in any case.
      if (!(await connection.refresh()) || !mayRepeat) return answer;
      answer.body.destroy();
      return await send(asked);
    },
    close: () => dispatcher.destroy(),
  };
}

const isStale = (error: unknown): boolean =>
  ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"].includes((error as { code?: string }).code ?? "");

const hasHeader = (headers: HeaderLines, name: string): boolean => headers.some(([one]) => one.toLowerCase() === name);

/** Adds who the user is, unless the request says so itself. */
export async function withCredentials(headers: HeaderLines, connection: Connection): Promise<[string, string][]> {
  const own = Object.entries(await connection.headers());
  const isImpersonating = hasHeader(headers, "impersonate-user");
  const wanted = own.filter(([name]) => {
    const lower = name.toLowerCase();
    return !hasHeader(headers, lower) && !(isImpersonating && lower.startsWith("impersonate-"));
  });
  const lines = wanted.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  const agent: [string, string][] = hasHeader(headers, "user-agent") ? [] : [["User-Agent", connection.userAgent]];
  return [["Host", connection.server.host], ...headers.map(([a, b]): [string, string] => [a, b]), ...agent, ...lines];
}

/** Node's flat list of names and values, two by two. */
export const pairs = (flat: readonly string[]): [string, string][] =>
  flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ""] as [string, string]] : []));
