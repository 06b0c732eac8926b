import { padding } from "../../core/tar/blocks.ts";
import { Bytes } from "../../core/tar/bytes.ts";
import { readTar } from "../../core/tar/read.ts";
import { type Entry, tarEnd, writeHeader } from "../../core/tar/write.ts";
import { chunksOf } from "../streams/pipe.ts";
import { absolute, namesIn } from "./paths.ts";
import type { Program, Task } from "./task.ts";

/** `tar cf - PATH...` and `tar xf - [-C FOLDER]`: what `cp` runs. */
export const tar: Program = async (task) => {
  const [mode = "", ...rest] = task.argv.slice(1).filter((word) => !word.startsWith("--"));
  const folderAt = rest.indexOf("-C");
  const folder = absolute(task, folderAt < 0 ? "." : (rest[folderAt + 1] ?? "."));
  const names = rest.filter((word, at) => word !== "-" && (folderAt < 0 || (at !== folderAt && at !== folderAt + 1)));
  if (!namesIn(task.files, folder)) {
    await task.err(`tar: can't change directory to '${rest[folderAt + 1]}': No such file or directory\n`);
    return 1;
  }
  if (/^-?[a-z]*x/.test(mode)) return await unpack(task, folder);
  if (/^-?[a-z]*c/.test(mode)) return await pack(task, folder, names);
  await task.err("tar: must specify one of -c, -x\n");
  return 1;
};

async function unpack(task: Task, folder: string): Promise<number> {
  const place = (name: string) => absolute({ env: new Map([["PWD", folder]]) }, name.replace(/^\/+/, ""));
  let code = 0;
  try {
    for await (const { name, type, link, body } of readTar(new Bytes(chunksOf(task.stdin, task.signal)))) {
      const path = place(name);
      if (type === "5") task.files.set(`${path}/`, Buffer.alloc(0));
      else if (type === "0" || type === "7") {
        const parts: Buffer[] = [];
        for await (const part of body()) parts.push(part);
        const isFolder = namesIn(task.files, path) !== undefined;
        if (!isFolder) task.files.set(path, Buffer.concat(parts));
        else await task.err(`tar: can't open '${name}': Is a directory\n`);
        if (isFolder) code = 1;
      } else {
        code = 1;
        await task.err(`tar: can't create symlink '${name}' to '${link}': Operation not permitted\n`);
      }
    }
  } catch (error) {
    if (task.signal.aborted) throw error;
    await task.err(`tar: ${(error as Error).message}\n`);
    return 1;
  }
  return code;
}

async function pack(task: Task, folder: string, names: readonly string[]): Promise<number> {
  let code = 0;
  for (const name of names) {
    const path = absolute({ env: new Map([["PWD", folder]]) }, name);
    const found = below(task, path);
    if (!found) {
      code = 1;
      await task.err(`tar: ${name}: No such file or directory\n`);
      continue;
    }
    if (name.startsWith("/")) await task.err("tar: removing leading '/' from member names\n");
    const head = name.replace(/^\/+/, "").replace(/\/+$/, "") || ".";
    for (const one of found) {
      const content = task.files.get(one);
      const told = `${head}${one.slice(path === "/" ? 0 : path.length)}`;
      await task.out(writeHeader(headerOf(told, content, task)));
      if (content) await task.out(Buffer.concat([content, Buffer.alloc(padding(content.length))]));
    }
  }
  await task.out(tarEnd());
  if (code !== 0) await task.err("tar: error exit delayed from previous errors\n");
  return code;
}

/** A file, or a folder with everything in it; undefined where there is neither. */
function below({ files }: Task, path: string): string[] | undefined {
  if (files.has(path)) return [path];
  const prefix = path === "/" ? "/" : `${path}/`;
  const found = [...files.keys()].filter((one) => one.startsWith(prefix)).sort();
  return found.length === 0 ? undefined : found;
}

const headerOf = (name: string, content: Buffer | undefined, { now }: Task): Entry => ({
  name,
  type: name.endsWith("/") ? "5" : "0",
  size: content?.length ?? 0,
  mode: name.endsWith("/") ? 0o755 : 0o644,
  uid: 0,
  gid: 0,
  user: "root",
  group: "root",
  changed: now() / 1000,
  link: "",
});

/** `test -d`, `-f`, `-e`, `-n`, `-z` and `=`. */
export const test: Program = async (task) => {
  const [, first = "", second = "", third] = task.argv;
  if (third !== undefined) return (first === third) === (second === "=") ? 0 : 1;
  const path = absolute(task, second);
  const isFile = task.files.has(path);
  const isFolder = !isFile && namesIn(task.files, path) !== undefined;
  const is = { "-d": isFolder, "-f": isFile, "-e": isFile || isFolder, "-n": second !== "", "-z": second === "" }[
    first
  ];
  return (is ?? first !== "") ? 0 : 1;
};
