import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { decode, typeWord } from "./decode.ts";
import { encode } from "./encode.ts";
import { CONFIG } from "./schema.ts";

export type Entries = Map<string, JsonObject>;

/** A kubeconfig, of one file or merged: entries by name, fields as in the file's own words. */
export interface Kubeconfig {
  preferences: JsonObject;
  clusters: Entries;
  users: Entries;
  contexts: Entries;
  currentContext: string;
  extensions: Map<string, Json>;
}

export const emptyConfig = (): Kubeconfig => ({
  preferences: {},
  clusters: new Map(),
  users: new Map(),
  contexts: new Map(),
  currentContext: "",
  extensions: new Map(),
});

/** The three kinds of entries: the key of their list and of the item's content. */
export const SECTIONS = [
  { section: "clusters", item: "cluster" },
  { section: "users", item: "user" },
  { section: "contexts", item: "context" },
] as const;

export type Section = (typeof SECTIONS)[number]["section"];

/** Reads a decoded document; throws Error in kubectl's words for wrong kinds and types. */
export function readConfig(document: Json): Kubeconfig {
  if (document === null) return emptyConfig();
  checkKind(document);
  const decoded = (decode(document, CONFIG, "") ?? {}) as JsonObject;
  const config = emptyConfig();
  for (const { section, item } of SECTIONS) {
    for (const entry of objects(decoded[section])) {
      const name = String(entry.name ?? "");
      if (config[section].has(name)) throw new Error(duplicate(section, name));
      config[section].set(name, isObject(entry[item]) ? entry[item] : {});
    }
  }
  config.preferences = isObject(decoded.preferences) ? decoded.preferences : {};
  config.currentContext = String(decoded["current-context"] ?? "");
  for (const { name, extension } of objects(decoded.extensions)) config.extensions.set(String(name), extension ?? null);
  return config;
}

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const NAMED = { clusters: "NamedCluster", users: "NamedAuthInfo", contexts: "NamedContext" } as const;
const PLAIN = { clusters: "Cluster", users: "AuthInfo", contexts: "Context" } as const;

const duplicate = (section: Section, name: string): string =>
  `error converting *[]${NAMED[section]} into *map[string]*api.${PLAIN[section]}: duplicate name "${name}" in list: []v1.${NAMED[section]}`;

function checkKind(document: Json): void {
  const go = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  const problem = (text: string) =>
    new Error(`couldn't get version/kind; json parse error: json: cannot unmarshal ${text}`);
  if (!isObject(document)) throw problem(`${typeWord(document)} into Go value of type ${go}`);
  for (const key of ["apiVersion", "kind"]) {
    const value = document[key];
    if (value === undefined || value === null || typeof value === "string") continue;
    throw problem(`${typeWord(value)} into Go struct field .${key} of type string`);
  }
  const kind = document.kind || "Config";
  const version = document.apiVersion || "v1";
  if (kind !== "Config" || version !== "v1") {
    throw new Error(`no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`);
  }
}

/** The document as kubectl writes it: fields in its order, entries by name. */
export function writeConfig(config: Kubeconfig): JsonObject {
  const filled = SECTIONS.filter(({ section }) => config[section].size > 0);
  const lists = filled.map(({ section, item }) => [section, listed(config[section], item)]);
  const extensions = byName(config.extensions).map(([name, extension]) => ({ name, extension }));
  const whole: JsonObject = {
    kind: "Config",
    apiVersion: "v1",
    ...(Object.keys(config.preferences).length > 0 ? { preferences: config.preferences } : {}),
    ...Object.fromEntries(lists),
    "current-context": config.currentContext,
    extensions,
  };
  return encode(whole, CONFIG) as JsonObject;
}

const listed = (entries: Entries, item: string): JsonObject[] =>
  byName(entries).map(([name, content]) => ({ name, [item]: content }));

export const byName = <T>(entries: ReadonlyMap<string, T>): [string, T][] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
