import { pipe } from "../streams/pipe.ts";
import { type Command, expand, parseScript, type Redirection, type Step } from "./parse.ts";
import { absolute } from "./paths.ts";
import { PROGRAMS } from "./programs.ts";
import { Exit, type Task } from "./task.ts";

/** Runs a script to the exit code of its last command; throws Exit. */
export async function runScript(text: string, shell: Task, last = 0): Promise<number> {
  let steps: Step[];
  try {
    steps = parseScript(text);
  } catch (error) {
    await shell.err(`sh: ${(error as Error).message}\n`);
    return 2;
  }
  let code = last;
  for (const { when, pipeline } of steps) {
    if ((when === "&&" && code !== 0) || (when === "||" && code === 0)) continue;
    code = await runPipeline(pipeline, shell, code);
  }
  return code;
}

async function runPipeline(commands: readonly Command[], shell: Task, last: number): Promise<number> {
  if (commands.length === 1) return await runCommand(commands[0] as Command, shell, last);
  let { stdin } = shell;
  const running = commands.map(async (command, at) => {
    const input = stdin;
    const joint = at < commands.length - 1 ? pipe() : undefined;
    if (joint) stdin = joint;
    try {
      // What runs in a pipe is a shell of its own: its exit and its variables are its own.
      const own = { ...shell, env: new Map(shell.env), stdin: input, ...(joint ? { out: joint.write } : {}) };
      return await runCommand(command, own, last).catch(codeOfExit);
    } finally {
      joint?.end();
      // Who reads no more must not hold up who writes.
      if (at > 0) input.end();
    }
  });
  return (await Promise.all(running)).at(-1) ?? 0;
}

/** The code of a shell that has ended itself; rethrows everything else. */
export function codeOfExit(error: unknown): number {
  if (error instanceof Exit) return error.code;
  throw error;
}

async function runCommand({ words, redirections }: Command, shell: Task, last: number): Promise<number> {
  const variable = (name: string) => (name === "?" ? String(last) : name === "$" ? "1" : (shell.env.get(name) ?? ""));
  const argv = words.flatMap((word) => expand(word, variable));
  const redirected = redirect(redirections, shell, variable);
  if (typeof redirected === "string") {
    await shell.err(`sh: ${redirected}\n`);
    return 1;
  }
  const assignments = argv.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const values = argv.slice(0, assignments < 0 ? argv.length : assignments).map((word) => split(word));
  if (assignments < 0) {
    for (const [key, value] of values) shell.env.set(key, value);
    return 0;
  }
  const env = values.length > 0 ? new Map([...shell.env, ...values]) : shell.env;
  return await runProgram({ ...redirected, env, argv: argv.slice(assignments) });
}

const split = (word: string): [string, string] => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)];

/** Runs a program by its name; one that is not there is 127, as in a shell. */
export async function runProgram(task: Task): Promise<number> {
  const [name = ""] = task.argv;
  const program = programOf(name);
  if (program) return await program(task);
  await task.err(`sh: ${name}: not found\n`);
  return 127;
}

/** The program of this name or path, where there is one. */
export function programOf(name: string) {
  const base = name.replace(/^(\/usr)?(\/local)?\/s?bin\//, "");
  return Object.hasOwn(PROGRAMS, base) ? PROGRAMS[base] : undefined;
}

/** Where a command's streams go; or why a file cannot be read. */
function redirect(
  redirections: readonly Redirection[],
  shell: Task,
  variable: (name: string) => string,
): Task | string {
  let own = shell;
  for (const { kind, from, to } of redirections) {
    const name = expand(to, variable).join(" ");
    if (kind === ">&") {
      own = {
        ...own,
        ...(from === 2 ? { err: name === "1" ? own.out : own.err } : { out: name === "2" ? own.err : own.out }),
      };
      continue;
    }
    const path = absolute(shell, name);
    if (kind === "<") {
      const content = shell.files.get(path);
      if (!content) return `can't open ${name}: no such file`;
      const stdin = pipe();
      void stdin.write(content);
      stdin.end();
      own = { ...own, stdin };
      continue;
    }
    const write = writerTo(shell.files, path, kind === ">>");
    own = { ...own, ...(from === 2 ? { err: write } : { out: write }) };
  }
  return own;
}

function writerTo(files: Task["files"], path: string, append: boolean): Task["out"] {
  if (path === "/dev/null") return async () => {};
  if (!append || !files.has(path)) files.set(path, Buffer.alloc(0));
  return async (chunk) => {
    files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), Buffer.from(chunk as Uint8Array)]));
  };
}
