import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { ConfigError } from "../core/errors.ts";
import type { Json, JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { writeYaml } from "../core/yaml/write.ts";
import { type Loaded, PATH_FIELDS, type Places, placesOf, readFiles, readProblem, withAbsolutePaths } from "./load.ts";
import { emptyConfig, type Kubeconfig, SECTIONS, type Section, writeConfig } from "./model.ts";
import { holdingLock, writePrivately } from "./write-file.ts";

/** A kubeconfig opened for changes: edit `config`, then save; only files whose entries changed are written. */
export interface Editing {
  /** The merged view, paths absolute; change it in place. */
  readonly config: Kubeconfig;
  /** Where new entries go, as messages call it. */
  readonly defaultFile: string;
  /** Says that the entry `to` is the entry `from` under another name: it stays in its file. */
  rename(section: Section, from: string, to: string): void;
  save(): Promise<void>;
}

export async function openForEdit(explicit: string, world: World): Promise<Editing> {
  const places = placesOf(explicit, world);
  const loaded = await readFiles(places, world);
  const before = withPaths(loaded, world.cwd);
  const config = structuredClone(before);
  const defaultFile = defaultFileOf(places, world.cwd);
  const moved = new Map<string, string>();
  const ownerOf = (section: Section, name: string): string =>
    moved.get(`${section}/${name}`) ?? loaded.origins[section].get(name) ?? defaultFile;
  return {
    config,
    defaultFile,
    rename: (section, from, to) => void moved.set(`${section}/${to}`, ownerOf(section, from)),
    async save() {
      const changed = new Set<string>();
      const file = (name: string): Kubeconfig => {
        changed.add(name);
        const known = loaded.files.get(name) ?? emptyConfig();
        (loaded.files as Map<string, Kubeconfig>).set(name, known);
        return known;
      };
      for (const { section } of SECTIONS) saveSection(section, { before, config, ownerOf, file, cwd: world.cwd });
      saveContext({ before, config, loaded, defaultFile, file });
      if (!same(before.preferences, config.preferences)) file(defaultFile).preferences = config.preferences;
      for (const name of changed) writeFile(name, loaded.files.get(name) as Kubeconfig, world.cwd);
    },
  };
}

/** The first file of the list that exists, else the last one. */
function defaultFileOf({ explicit, files }: Places, cwd: string): string {
  return explicit ?? files.find((file) => existsSync(resolve(cwd, file))) ?? (files.at(-1) as string);
}

function withPaths({ merged, origins }: Loaded, cwd: string): Kubeconfig {
  const config = { ...merged };
  for (const { section } of SECTIONS) {
    const entries = [...merged[section]].map(([name, entry]): [string, JsonObject] => [
      name,
      withAbsolutePaths(section, entry, origins[section].get(name) as string, cwd),
    ]);
    config[section] = new Map(entries);
  }
  return config;
}

interface Saving {
  readonly before: Kubeconfig;
  readonly config: Kubeconfig;
  readonly ownerOf: (section: Section, name: string) => string;
  readonly file: (name: string) => Kubeconfig;
  readonly cwd: string;
}

function saveSection(section: Section, { before, config, ownerOf, file, cwd }: Saving): void {
  for (const [name, entry] of config[section]) {
    if (same(before[section].get(name), entry)) continue;
    const owner = ownerOf(section, name);
    file(owner)[section].set(name, withNearPaths(section, entry, resolve(cwd, owner)));
  }
  for (const name of before[section].keys()) {
    if (!config[section].has(name)) file(ownerOf(section, name))[section].delete(name);
  }
}

/** Paths below the kubeconfig's folder are written relative to it, others stay absolute (as kubectl). */
function withNearPaths(section: Section, entry: JsonObject, file: string): JsonObject {
  const near = (path: Json | undefined) => {
    if (typeof path !== "string" || !isAbsolute(path)) return path;
    const short = relative(dirname(file), path);
    return short.startsWith("..") ? path : short || ".";
  };
  const changed = PATH_FIELDS[section].filter((key) => entry[key]).map((key) => [key, near(entry[key])]);
  return { ...entry, ...Object.fromEntries(changed) };
}

interface SavingContext {
  readonly before: Kubeconfig;
  readonly config: Kubeconfig;
  readonly loaded: Loaded;
  readonly defaultFile: string;
  readonly file: (name: string) => Kubeconfig;
}

/** A new current context goes to the default file; removing it clears the first file that sets one. */
function saveContext({ before, config, loaded, defaultFile, file }: SavingContext): void {
  if (before.currentContext === config.currentContext) return;
  if (config.currentContext !== "") {
    file(defaultFile).currentContext = config.currentContext;
    return;
  }
  for (const [name, one] of loaded.files) {
    if (one.currentContext === "") continue;
    file(name).currentContext = "";
    return;
  }
}

const same = (a: unknown, b: unknown): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

function writeFile(name: string, config: Kubeconfig, cwd: string): void {
  const file = resolve(cwd, name);
  try {
    holdingLock(file, () => writePrivately(file, writeYaml(writeConfig(config))));
  } catch (error) {
    const isLocked = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new ConfigError(isLocked ? `open ${name}.lock: file exists` : readProblem(error, name), { cause: error });
  }
}
