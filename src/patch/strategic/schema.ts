import { KINDS, TYPES } from "./table.ts";
import { fieldOf, type PatchField, type PatchType, PLAIN } from "./type.ts";

/** "field:Type|mergeKey+!" of the table. */
const TOKEN = /^([^:|+!]+)(?::([^|+!]+))?(\|[^+!]*)?(\+)?(!)?$/;

const kinds = new Map(
  KINDS.trim()
    .split("\n")
    .flatMap((line) => {
      const [apiVersion, ...words] = line.split(" ");
      return words.map((word) => {
        const [kind, type = kind] = word.split(":");
        return [`${apiVersion} ${kind}`, type as string] as const;
      });
    }),
);

const lines = new Map(
  TYPES.trim()
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf(" ")), line]),
);

const types = new Map<string, PatchType>();

/** The patch strategies of a kind of Kubernetes 1.36; undefined for kinds that it lacks, custom resources among them. */
export function schemaOf(apiVersion: string, kind: string): PatchType | undefined {
  const name = kinds.get(`${apiVersion} ${kind}`);
  return name === undefined ? undefined : named(name);
}

function named(name: string): PatchType {
  const known = types.get(name) ?? read(name);
  types.set(name, known);
  return known;
}

function read(name: string): PatchType {
  const [, ...tokens] = (lines.get(name) ?? name).split(" ");
  const fields = new Map(tokens.map((token) => [token.replace(/[:|+!].*/, ""), token]));
  const decoded = new Map<string, PatchField>();
  const short = name.replace(/@.*/, "");
  if (!lines.has(name)) return { ...PLAIN, name: short };
  const field = (key: string): PatchField | undefined => {
    const token = fields.get(key) ?? foldCase(fields, key) ?? (/^(apiVersion|kind)$/.test(key) ? key : undefined);
    if (token === undefined) return undefined;
    const found = decoded.get(key) ?? decode(token);
    decoded.set(key, found);
    return found;
  };
  return { name: short, field };
}

function foldCase(fields: ReadonlyMap<string, string>, key: string): string | undefined {
  const wanted = key.toLowerCase();
  for (const [name, token] of fields) if (name.toLowerCase() === wanted) return token;
  return undefined;
}

function decode(token: string): PatchField {
  const [, , type, merge, retain, replace] = TOKEN.exec(token) ?? [];
  const strategies = [merge === undefined ? "" : "merge", retain ? "retainKeys" : "", replace ? "replace" : ""];
  return fieldOf(type === undefined ? PLAIN : named(type), strategies.join(","), merge?.slice(1));
}
