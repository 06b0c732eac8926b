import table from "./structs.json" with { type: "json" };

/** A Go type as far as its JSON form goes. */
export interface GoType {
  /** What messages call it: "[]v1.Container". */
  readonly name: string;
  /** Scalars by their Go names ("string", "int32", …); "custom" has a form of its own in JSON, named by `name`. */
  readonly form: "struct" | "list" | "map" | "bytes" | "custom" | "string" | "bool" | "int32" | "int64" | "float64";
  readonly isPointer: boolean;
  /** Of a list's elements and a map's values. */
  readonly element?: GoType;
  /** Of a struct. */
  readonly key?: string;
}

/** A field of a struct. */
export interface Field {
  readonly name: string;
  readonly type: GoType;
  /** Left out when it is empty, and when it has its zero value. */
  readonly omitEmpty: boolean;
  readonly omitZero: boolean;
  /** The embedded structs it comes from, which messages name as if they were fields. */
  readonly via: readonly string[];
}

/** A struct with its fields in the order in which Go writes them. */
export interface Struct {
  readonly name: string;
  readonly fields: readonly Field[];
}

const lines = new Map(table.structs.map((line) => [line.slice(0, line.indexOf(" ")), line]));
const structs = new Map<string, Struct>();

/** The struct of a type's key. */
export function structOf(key: string): Struct {
  const known = structs.get(key) ?? { name: plainName(key), fields: fieldsOf(key, []) };
  structs.set(key, known);
  return known;
}

/** "v1.Event@events" → "Event". */
const plainName = (key: string): string => key.replace(/@.*/, "").replace(/.*\./, "");

function fieldsOf(key: string, via: readonly string[]): Field[] {
  const [, ...tokens] = (lines.get(key) as string).split(" ");
  return tokens.flatMap((token) => {
    if (token.startsWith("=")) return fieldsOf(token.slice(1), [...via, plainName(token)]);
    const [, name = "", marks = "", type = "string"] = /^([^?~:]+)([?~]*)(?::(.*))?$/.exec(token) ?? [];
    return [{ name, type: readType(type), omitEmpty: marks.includes("?"), omitZero: marks.includes("~"), via }];
  });
}

function readType(text: string): GoType {
  if (text.startsWith("*")) return { ...readType(text.slice(1)), isPointer: true };
  const plain = { name: text.replace(/@\w+/g, ""), isPointer: false } as const;
  if (text.startsWith("!")) return { ...plain, name: text.slice(1), form: "custom" };
  if (text === "[]uint8") return { ...plain, form: "bytes" };
  if (text.startsWith("[]")) return { ...composite(plain.name), form: "list", element: readType(text.slice(2)) };
  const value = /^map\[[\w.]+\](.*)$/.exec(text)?.[1];
  if (value !== undefined) return { ...composite(plain.name), form: "map", element: readType(value) };
  const [, name, meaning] = /^([\w.]+)=(.*)$/.exec(text) ?? [];
  if (name !== undefined && meaning !== undefined) return { ...readType(meaning), name };
  return lines.has(text) ? { ...plain, form: "struct", key: text } : { ...plain, form: text as GoType["form"] };
}

/** A list or map as Go names it: without what the table tells about its elements. */
const composite = (text: string) => ({ name: text.replace("!", "").replace(/=.*/, ""), isPointer: false }) as const;

const kinds = new Map(
  table.kinds.flatMap((line) => {
    const [apiVersion = "", ...words] = line.split(" ");
    return words.map((word) => {
      const [kind = "", key = `${apiVersion.replace(/.*\//, "")}.${kind}`] = word.split(":");
      return [`${apiVersion} ${kind}`, key] as const;
    });
  }),
);

/** The struct's key of a kind that kubectl knows, "" where its name is all that is known here; undefined for all others. */
export const kindKey = (apiVersion: string, kind: string): string | undefined => kinds.get(`${apiVersion} ${kind}`);
