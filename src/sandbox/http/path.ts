import type { Kind } from "../kinds/kind.ts";
import type { Types } from "../kinds/types.ts";

/** What a path under /api or /apis means. */
export interface Target {
  readonly kind: Kind;
  /** undefined: all namespaces, or a type without namespaces. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly subresource: string;
  /** What stands behind the subresource: `proxy/some/path`. */
  readonly rest: string;
}

/** Reads a resource path; undefined for everything that no served type stands behind. */
export function readPath(path: string, types: Types): Target | undefined {
  const parts = path.split("/").slice(1).map(decode);
  if (parts.at(-1) === "") parts.pop();
  const [group, version, words] =
    parts[0] === "api"
      ? ["", parts[1], parts.slice(2)]
      : parts[0] === "apis"
        ? [parts[1], parts[2], parts.slice(3)]
        : [];
  if (group === undefined || version === undefined || !words || words.length === 0) return undefined;
  const find = (plural: string) => types.find(group, version, plural);
  const [first, namespace, third] = words;
  if (first === "namespaces" && third !== undefined) {
    const kind = find(third);
    if (kind?.namespaced) return target(kind, namespace, words.slice(3));
  }
  const kind = find(first as string);
  return kind && target(kind, undefined, words.slice(1));
}

const target = (kind: Kind, namespace: string | undefined, words: readonly string[]): Target => ({
  kind,
  namespace,
  name: words[0] ?? "",
  subresource: words[1] ?? "",
  rest: words.slice(2).join("/"),
});

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
