import { unescapePath } from "./path.ts";

/** Where requests go, by their paths; prefixes end in a slash. */
export interface Prefixes {
  readonly api: string;
  /** Undefined when no files are served. */
  readonly files: string | undefined;
}

export type Route =
  | { readonly to: "api"; readonly path: string; readonly query: string }
  /** `path` is without escapes and relative to the folder. */
  | { readonly to: "files"; readonly path: string; readonly query: string }
  | { readonly to: "elsewhere"; readonly location: string }
  | { readonly to: "nowhere" }
  /** The path cannot be read. */
  | { readonly to: "refusal" };

/** Decides about a request's path and query, both as they came. */
export function route(target: string, prefixes: Prefixes): Route {
  const at = target.indexOf("?");
  const [raw, query] = at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at)];
  const path = unescapePath(raw);
  if (path === undefined) return { to: "refusal" };
  const clean = cleanPath(raw);
  const known = [prefixes.api, prefixes.files].filter((one) => one !== undefined);
  if (known.includes(`${clean}/`)) return { to: "elsewhere", location: `${clean}/${query}` };
  if (clean !== raw) return { to: "elsewhere", location: clean + query };
  const [prefix] = known.filter((one) => path.startsWith(one)).sort((a, b) => b.length - a.length);
  if (prefix === undefined) return { to: "nowhere" };
  if (prefix === prefixes.files) return { to: "files", path: path.slice(prefix.length), query };
  // As kubectl: a prefix that begins like the API's own paths is one of them.
  if (prefix.startsWith("/api") || prefix === "/") return { to: "api", path: raw, query };
  return { to: "api", path: `/${afterPrefix(raw, path, prefix)}`, query };
}

/** The escapes behind the prefix stay as they are. */
const afterPrefix = (raw: string, path: string, prefix: string): string =>
  raw.startsWith(prefix) ? raw.slice(prefix.length) : encodeURI(path.slice(prefix.length));

/** A path without empty parts, `.` and `..`; a slash at the end stays. */
function cleanPath(raw: string): string {
  const kept: string[] = [];
  for (const part of raw.split("/")) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  const isFolder = /\/$/.test(raw) && kept.length > 0;
  return `/${kept.join("/")}${isFolder ? "/" : ""}`;
}
