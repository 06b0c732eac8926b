import { chunksOf } from "../streams/pipe.ts";
import { absolute, namesIn } from "./paths.ts";
import type { Program, Task } from "./task.ts";

const words = ({ argv }: Task): string[] => argv.slice(1).filter((one) => !/^-./.test(one));

const cat: Program = async (task) => {
  let code = 0;
  const names = words(task);
  for (const name of names.length > 0 ? names : ["-"]) {
    const path = absolute(task, name);
    const content = task.files.get(path);
    if (name === "-") for await (const chunk of chunksOf(task.stdin, task.signal)) await task.out(chunk);
    else if (path === "/dev/zero") await endless(task);
    else if (content) await task.out(content);
    else {
      code = 1;
      await task.err(`cat: can't open '${name}': No such file or directory\n`);
    }
  }
  return code;
};

async function endless({ out, signal }: Task): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    await out(Buffer.alloc(32 * 1024));
  }
}

const ls: Program = async (task) => {
  let code = 0;
  const given = words(task);
  for (const name of given.length > 0 ? given : ["."]) {
    const path = absolute(task, name);
    const names = task.files.has(path) ? [name] : namesIn(task.files, path);
    if (names) await task.out(names.map((one) => `${one}\n`).join(""));
    else {
      code = 1;
      await task.err(`ls: ${name}: No such file or directory\n`);
    }
  }
  return code;
};

const cd: Program = async (task) => {
  const path = absolute(task, task.argv[1] ?? task.env.get("HOME") ?? "/");
  if (!namesIn(task.files, path)) {
    await task.err(`sh: cd: can't cd to ${task.argv[1]}: No such file or directory\n`);
    return 2;
  }
  task.env.set("PWD", path);
  return 0;
};

const tee: Program = async (task) => {
  const paths = words(task).map((name) => absolute(task, name));
  const parts: Buffer[] = [];
  for await (const chunk of chunksOf(task.stdin, task.signal)) {
    parts.push(chunk);
    await task.out(chunk);
  }
  for (const path of paths) task.files.set(path, Buffer.concat(parts));
  return 0;
};

const touch: Program = async (task) => {
  for (const name of words(task)) {
    const path = absolute(task, name);
    if (!task.files.has(path)) task.files.set(path, Buffer.alloc(0));
  }
  return 0;
};

const rm: Program = async (task) => {
  for (const name of words(task)) {
    const path = absolute(task, name);
    for (const one of task.files.keys()) if (one === path || one.startsWith(`${path}/`)) task.files.delete(one);
  }
  return 0;
};

const mkdir: Program = async (task) => {
  // A folder is what a file lies in: an empty name marks it.
  for (const name of words(task)) task.files.set(`${absolute(task, name)}/`, Buffer.alloc(0));
  return 0;
};

/** Programs that work on files. */
export const fileSystemPrograms: Readonly<Record<string, Program>> = {
  cat,
  ls,
  cd,
  tee,
  touch,
  rm,
  mkdir,
  pwd: async ({ env, out }) => {
    await out(`${env.get("PWD") ?? "/"}\n`);
    return 0;
  },
};
