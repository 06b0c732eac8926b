import type { Resource } from "./resource.ts";

export interface ResourcePath {
  readonly resource: Pick<Resource, "group" | "version" | "plural" | "namespaced">;
  /** Undefined for all namespaces and for resources without namespaces. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
  readonly query?: Query;
}

export type Query = Readonly<Record<string, string | undefined>>;

/** The URL path of a resource, collection or subresource, with its query; "" and undefined parameters are left out. */
export function resourcePath({ resource, namespace, name, subresource, query }: ResourcePath): string {
  const { group, version, plural, namespaced } = resource;
  const parts = group === "" ? ["api", version] : ["apis", group, version];
  if (namespaced && namespace) parts.push("namespaces", namespace);
  parts.push(plural);
  if (name) parts.push(name);
  if (subresource) parts.push(subresource);
  return `/${parts.map(encodeSegment).join("/")}${queryText(query ?? {})}`;
}

/** Escapes a path segment; the characters Go leaves alone stay readable. */
const encodeSegment = (text: string): string =>
  encodeURIComponent(text).replace(/%(3A|40|24|26|2B|3D)/g, (code) => decodeURIComponent(code));

/** "?a=b&c=d" with keys sorted, values escaped as Go's url.Values does; "" when nothing is left. */
export function queryText(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  if (given.length === 0) return "";
  given.sort(([a], [b]) => (a < b ? -1 : 1));
  return `?${given.map(([key, value]) => `${escapeQuery(key)}=${escapeQuery(value)}`).join("&")}`;
}

const escapeQuery = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
