import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, isAbsolute, join } from "node:path";
import { CliError } from "../core/errors.ts";
import type { World } from "../core/world.ts";

export interface FileFlags {
  readonly filename: readonly string[];
  readonly kustomize: string;
  readonly recursive: boolean;
}

/** One source of manifests: `name` is what messages call it ("STDIN", a path as given, a URL). */
export interface Source {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

const EXTENSIONS = [".json", ".yaml", ".yml"];

export const hasFiles = (flags: FileFlags): boolean =>
  flags.filename.some((name) => name !== "") || flags.kustomize !== "";

/** Checks the combination of -f, -k and -R; throws kubectl's errors. */
export function checkFileFlags(flags: FileFlags): void {
  const files = flags.filename.some((name) => name !== "");
  if (files && flags.kustomize) throw new CliError("only one of -f or -k can be specified");
  if (flags.kustomize && flags.recursive) throw new CliError("the -k flag can't be used with -f or -R");
  if (flags.filename.filter((name) => name === "-").length > 1) {
    throw new CliError("standard input cannot be used for multiple arguments");
  }
}

/** The sources that -f names, in kubectl's order: files as given, folders in name order, patterns expanded. */
export function listSources(flags: FileFlags, world: World): Source[] {
  return flags.filename.filter((name) => name !== "").flatMap((name) => sourcesOf(name, flags.recursive, world));
}

function sourcesOf(name: string, recursive: boolean, world: World): Source[] {
  if (name === "-") return [{ name: "STDIN", read: () => world.streams.stdin.readAll() }];
  if (/^https?:\/\//.test(name))
    return [{ name, read: async () => (await import("../client/download.ts")).download(name, world) }];
  return expand(name, world.cwd).flatMap((path) => pathSources(path, recursive, world.cwd));
}

const resolve = (path: string, cwd: string): string => (isAbsolute(path) ? path : join(cwd, path));

function pathSources(path: string, recursive: boolean, cwd: string): Source[] {
  const about = statSync(resolve(path, cwd), { throwIfNoEntry: false });
  if (!about) throw new CliError(`the path ${JSON.stringify(path)} does not exist`);
  if (!about.isDirectory()) return [fileSource(path, cwd)];
  const files = folderFiles(path.replace(/(?<=.)\/+$/, ""), recursive, cwd);
  if (files.length === 0)
    throw new CliError(`error reading [${path}]: recognized file extensions are [${EXTENSIONS.join(" ")}]`);
  return files.map((file) => fileSource(file, cwd));
}

const fileSource = (path: string, cwd: string): Source => ({
  name: path,
  read: async () => {
    try {
      return readFileSync(resolve(path, cwd));
    } catch (error) {
      throw new CliError(`open ${path}: ${reason(error)}`, { cause: error });
    }
  },
});

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code === "EACCES" ? "permission denied" : (error as Error).message;

function folderFiles(folder: string, recursive: boolean, cwd: string): string[] {
  const entries = readdirSync(resolve(folder, cwd), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry: Dirent) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return recursive ? folderFiles(path, recursive, cwd) : [];
    return EXTENSIONS.includes(extname(entry.name)) ? [path] : [];
  });
}

/** Expands `*`, `?` and `[...]` in the last parts of a path, as the shell would have. */
function expand(pattern: string, cwd: string): string[] {
  if (!/[*?[]/.test(pattern) || statSync(resolve(pattern, cwd), { throwIfNoEntry: false })) return [pattern];
  let found = pattern.startsWith("/") ? ["/"] : [""];
  for (const part of pattern.split("/").filter((one) => one !== "")) {
    found = found.flatMap((folder) => {
      if (!/[*?[]/.test(part)) return [join(folder, part)];
      return namesIn(resolve(folder || ".", cwd))
        .filter((name) => globRegExp(part).test(name))
        .map((name) => join(folder, name));
    });
  }
  const existing = found.filter((path) => statSync(resolve(path, cwd), { throwIfNoEntry: false }));
  return existing.length > 0 ? existing.sort() : [pattern];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const globRegExp = (part: string): RegExp =>
  new RegExp(
    `^${part
      .replace(/[.+^${}()|\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
    "s",
  );

const KUSTOMIZATIONS = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** What is wrong with a -k folder, in kubectl's words; a good one cannot be rendered yet. */
export function kustomization(folder: string, cwd: string): CliError {
  const full = resolve(folder, cwd);
  const about = statSync(full, { throwIfNoEntry: false });
  if (!about) {
    const reason = `evalsymlink failure on '${folder}' : lstat ${full}: no such file or directory`;
    return new CliError(`must build at directory: not a valid directory: ${reason}`);
  }
  if (!about.isDirectory()) return new CliError(`must build at directory: '${folder}': file is not directory`);
  if (!namesIn(full).some((name) => KUSTOMIZATIONS.includes(name))) {
    return new CliError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${full}'`,
    );
  }
  return new CliError("kustomization folders (-k) are not in this version yet; render them and use -f");
}
