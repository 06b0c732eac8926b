import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";

/** What somebody in front of a terminal does; see terminal.py. */
export type Step =
  | readonly ["until", string]
  | readonly ["type", string]
  | readonly ["size", number, number]
  | readonly ["kill", string]
  | readonly ["modes"]
  | readonly ["tell"]
  | readonly ["end"];

export interface Driven {
  readonly output: string;
  /** null: it had to be killed. */
  readonly code: number | null;
  readonly modes: readonly ("raw" | "usual")[];
  /** A text that never came. */
  readonly lost: string | null;
}

/** Whether there is a Python that can make terminals; without one these tests are skipped. */
export const hasTerminals = spawnSync("python3", ["-c", "import pty, termios"]).status === 0;

/** Runs kctl (as it was built) in a terminal of its own, with somebody who types; `told` is called by the step "tell". */
export function driven(
  steps: readonly Step[],
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  told = () => {},
): Promise<Driven> {
  const program = ["python3", join("test", "helpers", "terminal.py"), JSON.stringify(steps), process.execPath];
  const words = [...program.slice(1), join("bin", "kctl.js"), ...args];
  return new Promise((resolve, reject) => {
    const child = execFile(program[0] as string, words, { env: { ...process.env, ...env } }, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    );
    child.stderr?.once("data", told);
  });
}
