import { spawn } from "node:child_process";
import { CliError } from "../../core/errors.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import type { World } from "../../core/world.ts";
import type { Folders } from "./folders.ts";

/** Runs the program that compares both folders; resolves to 0 or 1, and throws for every other outcome. */
export async function compareFolders(folders: Folders, world: World): Promise<number> {
  const external = world.env.KUBECTL_EXTERNAL_DIFF;
  const { live, merged } = folders;
  const [program, args] = external ? readExternal(external, live, merged) : ["diff", ["-u", "-N", live, merged]];
  if (program === "") throw failed(program, "exec: no command");
  const outcome = await run(program, args, world);
  if (outcome === 0 || outcome === 1) return outcome;
  if (outcome === "ENOENT" && !external) {
    const { compareHere } = await import("./built-in.ts");
    return await compareHere(folders, world);
  }
  // kubectl says this of every program that cannot be started.
  throw failed(program, typeof outcome === "number" ? `exit status ${outcome}` : NOT_FOUND);
}

/** As kubectl: words are split at blanks, and of the options only harmless ones are handed on. */
function readExternal(text: string, live: string, merged: string): readonly [string, readonly string[]] {
  const [program = "", ...options] = text.split(" ");
  return [program, [live, merged, ...options.filter((option) => /^[a-zA-Z0-9-=]+$/.test(option))]];
}

const NOT_FOUND = "executable file not found in $PATH";

const failed = (program: string, why: string): CliError => new CliError(`failed to run ${goQuote(program)}: ${why}`);

/** The exit code, or why the program could not be started. */
function run(program: string, args: readonly string[], world: World): Promise<number | string> {
  const { stdout, stderr } = world.streams;
  return new Promise((resolve, reject) => {
    const env = world.env as NodeJS.ProcessEnv;
    const child = spawn(program, args, {
      env,
      cwd: world.cwd,
      stdio: ["ignore", "pipe", "pipe"],
      signal: world.signal,
    });
    child.stdout.on("data", (chunk: Buffer) => stdout.write(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.write(chunk));
    child.on("error", (error: NodeJS.ErrnoException) =>
      error.name === "AbortError" ? reject(error) : resolve(error.code ?? error.message),
    );
    child.on("close", (code, signal) => resolve(code ?? `signal: ${signal}`));
  });
}
