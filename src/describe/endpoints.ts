import type { KubeObject } from "../core/object.ts";
import { parts, text, words } from "./fields.ts";

const MOST = 3;

/** The first addresses that a service's port leads to, with its ports; endpoints that are not ready do not count. */
export function endpointsOfPort(slices: readonly KubeObject[], name: string): string {
  if (slices.length === 0) return "<none>";
  const found = slices.flatMap((slice) => addresses(slice, name));
  const more = found.length > MOST ? ` + ${found.length - MOST} more...` : "";
  return found.slice(0, MOST).join(",") + more;
}

function addresses(slice: KubeObject, name: string): string[] {
  const given = parts(slice, "ports");
  // A slice without ports stands for every port.
  const ports = given.length === 0 ? [{}] : given.filter((port) => text(port.name) === name);
  const ready = parts(slice, "endpoints").filter((one) => isReady(one.conditions));
  return ports.flatMap(({ port }) =>
    ready.flatMap((one) => {
      return words(one, "addresses")
        .slice(0, 1)
        .map((address) => (port ? joined(address, text(port)) : address));
    }),
  );
}

const isReady = (conditions: unknown): boolean => (conditions as { ready?: unknown } | undefined)?.ready !== false;

/** IPv6 addresses stand in brackets before a port. */
const joined = (address: string, port: string): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
