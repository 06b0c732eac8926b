import { constants } from "node:os";
import { CliError } from "../../core/errors.ts";
import type { World } from "../../core/world.ts";

/**
 * Runs a command line in the shell, with our streams and the ports in its environment; resolves to its exit code, as a
 * shell gives it. When the ports lead nowhere any more it is ended.
 */
export async function runCommand(
  line: string,
  ports: readonly string[],
  lost: Promise<never>,
  world: World,
): Promise<number> {
  const { spawn } = await import("node:child_process");
  const env = { ...world.env, FORWARD_PORT: ports[0], FORWARD_PORTS: ports.join(" ") };
  const child = spawn(line, { shell: true, stdio: "inherit", cwd: world.cwd, env });
  // On a terminal it has got Ctrl-C itself; it decides what that means.
  world.signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const ended = new Promise<number>((resolve, reject) => {
    child.on("error", (cause) => reject(new CliError(`cannot run ${line}: ${cause.message}`, { cause })));
    child.on("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  try {
    return await Promise.race([ended, lost]);
  } finally {
    child.kill("SIGTERM");
  }
}
