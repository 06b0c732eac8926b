import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { compareBytes } from "../core/json/write.ts";
import type { World } from "../core/world.ts";
import { addressProblem } from "./address.ts";
import type { Words } from "./args.ts";
import { BadPattern, glob, namesIn, placeOf } from "./glob.ts";
import { reason } from "./reason.ts";

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

export const hasFiles = (flags: FileFlags): boolean => flags.filename.length > 0 || flags.kustomize !== "";

/** Checks the combination of -f, -k and -R; throws kubectl's errors. */
export function checkFileFlags(flags: FileFlags): void {
  const files = flags.filename.length > 0;
  if (files && flags.kustomize) throw new CliError("only one of -f or -k can be specified");
  if (flags.kustomize && flags.recursive) throw new CliError("the -k flag can't be used with -f or -R");
  if (flags.filename.filter((name) => name === "-").length > 1) {
    throw new CliError("standard input cannot be used for multiple arguments");
  }
}

/**
 * The sources that -f names, in kubectl's order: files as given, folders in name order, patterns expanded. Throws one
 * CliError, or an AggregateError of all that is wrong.
 */
export function listSources(flags: FileFlags, world: World): Source[] {
  const sources: Source[] = [];
  const errors: CliError[] = [];
  const attempt = (add: () => Source[]) => {
    try {
      sources.push(...add());
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      errors.push(error);
    }
  };
  for (const name of flags.filename) {
    let paths: string[] = [];
    attempt(() => {
      const direct = directSource(name, world);
      if (direct) return [direct];
      paths = expand(name, world.cwd);
      return [];
    });
    for (const path of paths) attempt(() => pathSources(path, flags.recursive, world.cwd));
    if (sources.length + errors.length === 0) {
      const known = EXTENSIONS.join(" ");
      errors.push(new CliError(`error reading [${paths.join(" ")}]: recognized file extensions are [${known}]`));
    }
  }
  if (errors.length > 1) throw new AggregateError(errors);
  if (errors.length === 1) throw errors[0];
  return sources;
}

/** Standard input, or what an address holds. */
function directSource(name: string, world: World): Source | undefined {
  if (name === "-") return { name: "STDIN", read: () => world.streams.stdin.readAll() };
  const host = /^https?:\/\/([^/?#]*)/.exec(name)?.[1];
  if (host === undefined) return undefined;
  const problem = addressProblem(name);
  if (problem) {
    const shown = goQuote(name);
    throw new CliError(`the URL passed to filename ${shown} is not valid: parse ${shown}: ${problem}`);
  }
  const port = /:(\d+)$/.exec(host)?.[1] ?? "";
  if (host === "") return unreachable(name, "http: no Host in request URL");
  if (Number(port) > 65535) return unreachable(name, `dial tcp: address ${port}: invalid port`);
  return { name, read: async () => (await import("../client/download.ts")).download(name, world) };
}

const unreachable = (name: string, why: string): Source => ({
  name,
  read: () => Promise.reject(new CliError(`Unable to connect to the server: ${why}`, { prefix: "" })),
});

/** What is known of a path; undefined when it does not exist. Throws kubectl's error where it cannot be asked. */
function look(path: string, cwd: string, follow: boolean): Stats | undefined {
  if (path === "") return undefined;
  try {
    return (follow ? statSync : lstatSync)(placeOf(path, cwd));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CliError(`the path ${goQuote(path)} cannot be accessed: stat ${path}: ${reason(error)}`, {
      cause: error,
    });
  }
}

/** The paths that a word of -f stands for: itself, or those that match it as a pattern. */
function expand(pattern: string, cwd: string): string[] {
  try {
    if (look(pattern, cwd, true)) return [pattern];
    const found = pattern === "" ? [] : glob(pattern, cwd);
    if (found.length > 0) return found;
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    throw new CliError(`pattern ${goQuote(pattern)} is not valid: syntax error in pattern`, { cause: error });
  }
  throw missing(pattern);
}

const missing = (path: string): CliError => new CliError(`the path ${goQuote(path)} does not exist`);

/** A file, or the manifests of a folder. As kubectl, a symbolic link to a folder is none. */
function pathSources(path: string, recursive: boolean, cwd: string): Source[] {
  if (!look(path, cwd, true)) throw missing(path);
  const files = look(path, cwd, false)?.isDirectory() ? folderFiles(path, recursive, cwd) : [path];
  return files.map((file) => fileSource(file, cwd));
}

const fileSource = (path: string, cwd: string): Source => ({
  name: path,
  read: async () => {
    try {
      return readFileSync(placeOf(path, cwd));
    } catch (error) {
      const isFolder = (error as NodeJS.ErrnoException).code === "EISDIR";
      const what = isFolder ? `error parsing ${path}: read ${path}` : `open ${path}`;
      throw new CliError(`${what}: ${reason(error)}`, { cause: error });
    }
  },
});

function folderFiles(folder: string, recursive: boolean, cwd: string): string[] {
  return entriesOf(folder, cwd).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return recursive ? folderFiles(path, recursive, cwd) : [];
    return EXTENSIONS.some((extension) => entry.name.endsWith(extension)) ? [path] : [];
  });
}

function entriesOf(folder: string, cwd: string) {
  try {
    const entries = readdirSync(placeOf(folder, cwd), { withFileTypes: true });
    return entries.sort((a, b) => compareBytes(a.name, b.name));
  } catch (error) {
    throw new CliError(`error reading ${goQuote(folder)}: open ${folder}: ${reason(error)}`, { cause: error });
  }
}

const KUSTOMIZATIONS = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** What is wrong with a -k folder, in kubectl's words; a good one cannot be rendered yet. */
export function kustomization(folder: string, cwd: string): CliError {
  const full = isAbsolute(folder) ? folder : join(cwd, folder);
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

/** Refuses words beside -f, in kubectl's two ways of saying it; a path that does not exist is told first. */
export function refuseWords({ form }: Words, flags: FileFlags, world: World): void {
  if (form === "none") return;
  checkFileFlags(flags);
  listSources(flags, world);
  throw new CliError(
    form === "pairs"
      ? "resource/name arguments cannot be provided when a path is specified"
      : "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well",
  );
}

/** What kubectl says when neither words nor files name an object. */
export const RESOURCES_WANTED =
  "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n" +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";
