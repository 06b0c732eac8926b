import type { Task } from "./task.ts";

/** A path from the root on, without `.` and `..`. */
export function absolute({ env }: Pick<Task, "env">, path: string): string {
  const whole = path.startsWith("/") ? path : `${env.get("PWD") ?? "/"}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** The names in a folder; undefined where there is no such folder. Folders are what files lie in. */
export function namesIn(files: Task["files"], folder: string): string[] | undefined {
  const prefix = folder === "/" ? "/" : `${folder}/`;
  const names = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  if (names.length === 0) return undefined;
  return [...new Set(names.map((name) => name.split("/")[0] as string))].filter((name) => name !== "").sort();
}
