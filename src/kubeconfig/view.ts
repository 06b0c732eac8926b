import { readFileSync } from "node:fs";
import { ConfigError } from "../core/errors.ts";
import { isObject, type JsonObject } from "../core/object.ts";
import { type Loaded, withAbsolutePaths } from "./load.ts";
import { byName, type Kubeconfig, type Section } from "./model.ts";

/** Only what the current context needs; throws kubectl's errors when something it names is missing. */
export function minify(config: Kubeconfig, contextName: string): Kubeconfig {
  if (contextName === "") throw new ConfigError("current-context must exist in order to minify");
  const context = config.contexts.get(contextName);
  if (!context) throw new ConfigError(`cannot locate context ${contextName}`);
  const pick = (section: Section, word: string, name: string) => {
    if (name === "") return new Map<string, JsonObject>();
    const entry = config[section].get(name);
    if (!entry) throw new ConfigError(`cannot locate ${word} ${name}`);
    return new Map([[name, entry]]);
  };
  return {
    ...config,
    currentContext: contextName,
    contexts: new Map([[contextName, context]]),
    clusters: pick("clusters", "cluster", String(context.cluster ?? "")),
    users: pick("users", "user", String(context.user ?? "")),
  };
}

const EMBEDDED: Readonly<Record<Section, readonly string[]>> = {
  clusters: ["certificate-authority"],
  users: ["client-certificate", "client-key"],
  contexts: [],
};

/** The contents of the files that entries name, in place of their paths: the result stands on its own. */
export function flatten(config: Kubeconfig, { origins }: Pick<Loaded, "origins">, cwd: string): Kubeconfig {
  const result = { ...config };
  for (const section of ["users", "clusters"] as const) {
    const entries = byName(config[section]).map(([name, entry]): [string, JsonObject] => {
      const file = origins[section].get(name) ?? "";
      return [name, embed(section, entry, withAbsolutePaths(section, entry, file, cwd))];
    });
    result[section] = new Map(entries);
  }
  return result;
}

function embed(section: Section, entry: JsonObject, absolute: JsonObject): JsonObject {
  const result = { ...entry };
  for (const key of EMBEDDED[section]) {
    const path = absolute[key];
    if (typeof path !== "string" || path === "") continue;
    if (!result[`${key}-data`]) result[`${key}-data`] = readBase64(path);
    delete result[key];
  }
  return result;
}

/** A file's bytes as base64; throws kubectl's error. */
export function readBase64(path: string): string {
  try {
    return readFileSync(path).toString("base64");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new ConfigError(missing ? `open ${path}: no such file or directory` : (error as Error).message, {
      cause: error,
    });
  }
}

const HIDDEN: Readonly<Record<string, string>> = {
  "certificate-authority-data": "DATA+OMITTED",
  "client-certificate-data": "DATA+OMITTED",
  "client-key-data": "DATA+OMITTED",
  token: "REDACTED",
  password: "REDACTED",
};

/** Credentials replaced by words that say so. */
export function redact(config: Kubeconfig): Kubeconfig {
  const hide = (entry: JsonObject): JsonObject =>
    isObject(entry)
      ? Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, (value && HIDDEN[key]) || value]))
      : entry;
  const all = (section: Section) => new Map([...config[section]].map(([name, entry]) => [name, hide(entry)]));
  return { ...config, clusters: all("clusters"), users: all("users") };
}
