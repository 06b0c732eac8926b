import type { KubeObject } from "../../core/object.ts";
import { nameOf, namespaceOf } from "../../core/object.ts";
import type { Kind } from "../kinds/kind.ts";
import { badRequest, expired } from "./error.ts";
import type { Machine } from "./machine.ts";
import { readSelectors } from "./select.ts";

/** What a list request asks for. */
export interface Listing {
  readonly kind: Kind;
  /** Without one: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly limit?: number;
  readonly continue?: string;
}

export interface Page {
  readonly items: readonly KubeObject[];
  readonly version: number;
  /** Asks for the next page; empty at the end. */
  readonly continue: string;
  /** How many more there are; only said when nothing is filtered. */
  readonly remaining: number | undefined;
}

interface Token {
  readonly rv: number;
  readonly start: string;
}

const EXPIRED =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.";

const keyOf = (object: KubeObject): string => `${namespaceOf(object)}/${nameOf(object)}`;

/** Lists objects in pages. A page after the first shows what is there now, behind the last object of the one before. */
export function listObjects(machine: Machine, listing: Listing): Page {
  const { kind, namespace, limit = 0 } = listing;
  const wanted = readSelectors(kind, listing.labelSelector ?? "", listing.fieldSelector ?? "");
  const token = listing.continue ? readToken(machine, listing.continue) : undefined;
  let items = machine.store.list(kind.key, kind.namespaced ? namespace : undefined);
  if (token) items = items.filter((object) => keyOf(object) > token.start);
  if (wanted) items = items.filter(wanted);
  const version = token?.rv ?? machine.store.version();
  if (limit <= 0 || items.length <= limit) return { items, version, continue: "", remaining: undefined };
  const page = items.slice(0, limit);
  const next: Token = { rv: version, start: keyOf(page.at(-1) as KubeObject) };
  return {
    items: page,
    version,
    continue: Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", ...next })).toString("base64url"),
    remaining: wanted ? undefined : items.length - limit,
  };
}

function readToken(machine: Machine, text: string): Token {
  const token = tryToken(text);
  if (!token) throw badRequest("continue key is not valid: encoded version and start are missing");
  if (machine.store.since(token.rv) === undefined) throw expired(EXPIRED);
  return token;
}

function tryToken(text: string): Token | undefined {
  try {
    const { rv, start } = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof rv === "number" && typeof start === "string" ? { rv, start } : undefined;
  } catch {
    return undefined;
  }
}
