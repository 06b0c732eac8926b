import { readFileSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { ConfigError } from "../core/errors.ts";
import type { Json, JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { parseYaml } from "../core/yaml/read.ts";
import { type Entries, emptyConfig, type Kubeconfig, readConfig, SECTIONS, type Section } from "./model.ts";

/** The files a command looks at, as they were named. */
export interface Places {
  /** --kubeconfig: this file alone, and it must exist. */
  readonly explicit: string | undefined;
  /** $KUBECONFIG's list, or ~/.kube/config; missing ones are skipped. */
  readonly files: readonly string[];
}

/** What was read: the merged view, each file's own content, and the file that each entry comes from. */
export interface Loaded {
  readonly merged: Kubeconfig;
  readonly files: ReadonlyMap<string, Kubeconfig>;
  readonly origins: Readonly<Record<Section, ReadonlyMap<string, string>>>;
}

export function placesOf(explicit: string, world: World): Places {
  const list = world.env.KUBECONFIG;
  const named = (list ?? "").split(delimiter).filter((file) => file !== "");
  const files = list ? [...new Set(named)] : [join(world.home, ".kube", "config")];
  return { explicit: explicit || undefined, files: explicit ? [explicit] : files };
}

/** Reads and merges the files: entries and values of earlier files win. Throws kubectl's error for each bad file. */
export async function loadConfig(places: Places, world: World): Promise<Loaded> {
  if (places.explicit && !statSync(resolve(world.cwd, places.explicit), { throwIfNoEntry: false })) {
    throw new ConfigError(`stat ${places.explicit}: no such file or directory`);
  }
  return await readFiles(places, world);
}

/** The same for commands that write: a file of --kubeconfig may be missing yet. */
export async function readFiles(places: Places, world: World): Promise<Loaded> {
  const files = new Map<string, Kubeconfig>();
  const errors: unknown[] = [];
  for (const file of places.files) {
    const config = await readFile(file, world).catch((error) => void errors.push(error));
    if (config) files.set(file, config);
  }
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
  return { merged: merge([...files.values()]), files, origins: originsOf(files) };
}

async function readFile(file: string, world: World): Promise<Kubeconfig | undefined> {
  let text: string;
  try {
    text = readFileSync(resolve(world.cwd, file), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    const reason = readProblem(error, file);
    if (code === "ELOOP") throw new ConfigError(reason, { cause: error });
    throw new ConfigError(`error loading config file ${JSON.stringify(file)}: ${reason}`, { cause: error });
  }
  try {
    return readConfig(firstDocument(await parseYaml(text)));
  } catch (error) {
    const reason = (error as Error).message.replace(/^error converting YAML to JSON: /, "");
    throw new ConfigError(`error loading config file ${JSON.stringify(file)}: ${reason}`, { cause: error });
  }
}

/** Why a file could not be read, in Go's words. */
export function readProblem(error: unknown, file: string): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: `open ${file}: no such file or directory`,
    EISDIR: `read ${file}: is a directory`,
    EACCES: `open ${file}: permission denied`,
    ENOTDIR: `open ${file}: not a directory`,
    ELOOP: `stat ${file}: too many levels of symbolic links`,
  };
  return reasons[code] ?? message;
}

const firstDocument = (document: Json | undefined): Json => document ?? null;

function merge(configs: readonly Kubeconfig[]): Kubeconfig {
  const merged = emptyConfig();
  for (const config of configs) {
    for (const { section } of SECTIONS) {
      for (const [name, entry] of config[section]) if (!merged[section].has(name)) merged[section].set(name, entry);
    }
    for (const [name, one] of config.extensions) if (!merged.extensions.has(name)) merged.extensions.set(name, one);
    merged.currentContext ||= config.currentContext;
    merged.preferences = { ...config.preferences, ...merged.preferences };
  }
  return merged;
}

function originsOf(files: ReadonlyMap<string, Kubeconfig>): Loaded["origins"] {
  const origins = {
    clusters: new Map<string, string>(),
    users: new Map<string, string>(),
    contexts: new Map<string, string>(),
  };
  for (const [file, config] of files) {
    for (const { section } of SECTIONS) {
      for (const name of (config[section] as Entries).keys())
        if (!origins[section].has(name)) origins[section].set(name, file);
    }
  }
  return origins;
}

/** The fields of an entry that name files. */
export const PATH_FIELDS: Readonly<Record<Section, readonly string[]>> = {
  clusters: ["certificate-authority"],
  users: ["client-certificate", "client-key", "tokenFile"],
  contexts: [],
};

/** The entry with its files' paths made absolute; they are relative to the kubeconfig they stand in. */
export function withAbsolutePaths(section: Section, entry: JsonObject, file: string, cwd: string): JsonObject {
  const folder = dirname(resolve(cwd, file));
  const absolute = (path: Json | undefined) =>
    typeof path === "string" && path !== "" && !isAbsolute(path) ? join(folder, path) : path;
  const changed = PATH_FIELDS[section].filter((key) => entry[key]).map((key) => [key, absolute(entry[key])]);
  return { ...entry, ...Object.fromEntries(changed) };
}
