// The ports here: where to listen, and kubectl's words about it.

import { type AddressInfo, createServer, isIP, type Server, type Socket } from "node:net";
import { CliError } from "../core/errors.ts";
import type { Port } from "./ports.ts";

export interface Address {
  readonly host: string;
  readonly family: 4 | 6;
  /** One of several is enough (those of "localhost"). */
  readonly isOptional: boolean;
}

/** The addresses of --address, in the order in which they are listened on; throws kubectl's errors. */
export function readAddresses(words: readonly string[]): Address[] {
  if (words.length === 0) throw new CliError("you must specify at least 1 address");
  const found = new Map<string, Address>();
  for (const word of words) {
    if (word === "localhost") {
      for (const [host, family] of LOCALHOST) {
        if (!found.has(host)) found.set(host, { host, family, isOptional: true });
      }
    } else found.set(word, { host: word, family: familyOf(word), isOptional: false });
  }
  return [...found.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
}

const LOCALHOST = [
  ["127.0.0.1", 4],
  ["::1", 6],
] as const;

/** Zeros in front are passed over, as kubectl does; whether such an address can be listened on shows later. */
function familyOf(word: string): 4 | 6 {
  const plain = word.replace(/(^|\.)0+(?=\d)/g, "$1");
  if (isIP(plain) === 4 || /^::ffff:[\d.]+$/i.test(word)) return 4;
  if (isIP(word) === 6 && !word.includes("%")) return 6;
  throw new CliError(`${word} is not a valid IP`);
}

/** What is listened on; `place` as "HOST:PORT". */
export interface Listener {
  readonly server: Server;
  readonly place: string;
  readonly local: number;
  readonly remote: number;
}

/** Listens on a port at every address; one that is free is the same at all of them. */
export async function listenOn(
  { local, remote }: Port,
  addresses: readonly Address[],
  take: (connection: Socket, listener: Listener) => void,
): Promise<{ readonly listeners: readonly Listener[]; readonly problem: string | undefined }> {
  const listeners: Listener[] = [];
  const failures: { readonly text: string; readonly isOptional: boolean }[] = [];
  let port = local;
  for (const { host, family, isOptional } of addresses) {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
    try {
      await bind(server, { host, port, family });
      port = (server.address() as AddressInfo).port;
      const listener = { server, place: placeOf(host, port), local: port, remote };
      server.on("connection", (connection) => take(connection, listener)).on("error", () => undefined);
      listeners.push(listener);
    } catch (error) {
      failures.push({ text: refusal({ host, port, family }, error as NodeJS.ErrnoException), isOptional });
    }
  }
  const optional = addresses.filter((one) => one.isOptional).length;
  const isWithout = optional > 0 && failures.filter((one) => one.isOptional).length === optional;
  const isRefused = isWithout || failures.some((one) => !one.isOptional);
  const list = failures.map(({ text }) => text).join(" ");
  const problem = isRefused
    ? `Unable to listen on port ${port}: Listeners failed to create with the following errors: [${list}]`
    : undefined;
  return { listeners, problem };
}

interface Bound {
  readonly host: string;
  readonly port: number;
  readonly family: 4 | 6;
}

function bind(server: Server, { host, port, family }: Bound): Promise<void> {
  // Node would ask for the address of what is none.
  if (isIP(host) === 0) return Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" }));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, ipv6Only: family === 6 }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const placeOf = (host: string, port: number): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** The errors of listening, in Go's words. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "bind: address already in use",
  EADDRNOTAVAIL: "bind: cannot assign requested address",
  EACCES: "bind: permission denied",
  EAFNOSUPPORT: "socket: address family not supported by protocol",
};

function refusal({ host, port, family }: Bound, { code = "", message }: NodeJS.ErrnoException): string {
  const what = `unable to create listener: Error listen tcp${family}`;
  if (code === "ENOTFOUND") return `${what}: lookup ${host}: no such host`;
  return `${what} ${placeOf(host, port)}: ${REASONS[code] ?? `bind: ${message}`}`;
}
