import { lineOf } from "../streams/pipe.ts";
import { codeOfExit, runScript } from "./run.ts";
import { Interrupted, type Task } from "./task.ts";

/** `sh -c SCRIPT`, or line by line from what it reads; with a prompt on a terminal. */
export async function shell(task: Task): Promise<number> {
  const [, flag, script] = task.argv;
  const own = { ...task, env: new Map(task.env) };
  try {
    if (flag?.startsWith("-") && flag.includes("c")) return await runScript(script ?? "", own);
    return await lines(own);
  } catch (error) {
    return codeOfExit(error);
  }
}

async function lines(task: Task): Promise<number> {
  let code = 0;
  for (;;) {
    if (task.terminal) await task.out(`${task.env.get("PWD") ?? "/"} # `);
    const front = { ...task, signal: task.nextSignal() };
    try {
      const line = await lineOf(task.stdin, front.signal);
      if (line === undefined) return code;
      code = await runScript(line, front, code);
    } catch (error) {
      // Ctrl-C ends what runs in front, not the shell of a terminal.
      if (!task.terminal || !(error instanceof Interrupted)) throw error;
      code = 130;
      await task.out("\n");
    }
  }
}
