import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
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

/**
 * The URL path of a resource, collection or subresource, with its query; "" and undefined parameters are left out.
 * Throws kubectl's error for parts that would not stay one segment of the path.
 */
export function resourcePath({ resource, namespace, name, subresource, query }: ResourcePath): string {
  const { group, version, plural, namespaced } = resource;
  const parts = group === "" ? ["api", version] : ["apis", group, version];
  if (namespaced && namespace) parts.push("namespaces", segment(namespace, "namespace"));
  parts.push(plural);
  if (name) parts.push(segment(name, "resource name"));
  if (subresource) parts.push(segment(subresource, "subresource"));
  return `/${parts.map(encodeSegment).join("/")}${queryText(query ?? {})}`;
}

function segment(text: string, what: string): string {
  const problems =
    text === "." || text === ".."
      ? [`may not be '${text}'`]
      : ["/", "%"].filter((one) => text.includes(one)).map((one) => `may not contain '${one}'`);
  if (problems.length > 0) throw new CliError(`invalid ${what} ${goQuote(text)}: [${problems.join(" ")}]`);
  return text;
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Escapes a path segment as Go does: some marks stay readable, others than in JavaScript. */
const encodeSegment = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%(2C|3A|3B|40|24|26|2B|3D)/g, (code) => decodeURIComponent(code))
    .replace(/[!'()*]/g, percent);

/** "?a=b&c=d" with keys sorted, values escaped as Go's url.Values does; "" when nothing is left. */
export function queryText(query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  if (given.length === 0) return "";
  given.sort(([a], [b]) => (a < b ? -1 : 1));
  return `?${given.map(([key, value]) => `${escapeQuery(key)}=${escapeQuery(value)}`).join("&")}`;
}

const escapeQuery = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, percent)
    .replaceAll("%20", "+");
