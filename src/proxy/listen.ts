import { chmodSync, statSync, unlinkSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { dirname } from "node:path";
import { CliError } from "../core/errors.ts";

/** The errors of listening, in Go's words. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "address already in use",
  EADDRNOTAVAIL: "cannot assign requested address",
  EACCES: "permission denied",
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
  EINVAL: "invalid argument",
  ENAMETOOLONG: "invalid argument",
};

/** Listens on an address, and gives the one it got as "HOST:PORT"; throws kubectl's errors. */
export async function listenOn(server: Server, address: string, port: number): Promise<string> {
  checkPlace(address, port);
  const host = await resolve(address.replace(/^\[(.*)\]$/, "$1"));
  const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  // As Go: every IPv4 address is every address, where the system has IPv6.
  const isEverywhere = host === "" || host === "0.0.0.0";
  try {
    await listen(server, { host: isEverywhere ? "::" : host, port });
  } catch (error) {
    const isWithout = ["EAFNOSUPPORT", "EADDRNOTAVAIL"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (!isEverywhere || !isWithout) throw refusal(`tcp ${place}`, error as NodeJS.ErrnoException);
    await listen(server, { host: "0.0.0.0", port });
  }
  const { address: got, port: chosen, family } = server.address() as AddressInfo;
  return family === "IPv6" ? `[${got}]:${chosen}` : `${got}:${chosen}`;
}

function checkPlace(address: string, port: number): void {
  const isBracketed = /^\[.*\]$/.test(address);
  if (address.includes(":") && !isBracketed) {
    throw new CliError(`listen tcp: address ${address}:${port}: too many colons in address`);
  }
  if (port < 0 || port > 65_535) throw new CliError(`listen tcp: address ${port}: invalid port`);
}

async function resolve(name: string): Promise<string> {
  if (name === "" || isIP(name) > 0) return name;
  const { lookup } = await import("node:dns/promises");
  const found = await lookup(name, { family: 4 }).catch(() => lookup(name).catch(() => undefined));
  if (!found) throw new CliError(`listen tcp: lookup ${name}: no such host`);
  return found.address;
}

const MOST_PATH = 107;
const ONLY_OWNER = 0o700;

/** Listens on a socket file that only this user can open, `name` in messages; one that stands there already is replaced. */
export async function listenOnFile(server: Server, { name, path }: { name: string; path: string }): Promise<void> {
  if (Buffer.byteLength(path) > MOST_PATH) throw refusal(`unix ${name}`, { code: "EINVAL" });
  try {
    // Node does not tell that the folder is missing.
    statSync(dirname(path));
    if (statSync(path, { throwIfNoEntry: false })?.isSocket()) unlinkSync(path);
    const listening = listen(server, { path });
    // At once, before anybody can have connected.
    if (server.listening) chmodSync(path, ONLY_OWNER);
    await listening;
    chmodSync(path, ONLY_OWNER);
  } catch (error) {
    throw refusal(`unix ${name}`, error as NodeJS.ErrnoException);
  }
}

function listen(server: Server, place: { host: string; port: number } | { path: string }): Promise<void> {
  return new Promise((done, reject) => {
    server.once("error", reject);
    server.listen(place, () => {
      server.off("error", reject);
      done();
    });
  });
}

const refusal = (place: string, { code = "", message = code }: Partial<NodeJS.ErrnoException>): CliError =>
  new CliError(`listen ${place}: bind: ${REASONS[code] ?? message}`);
