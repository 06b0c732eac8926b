import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { string } from "../../core/flags.ts";
import { readSeed } from "./seed.ts";

const flags = {
  seed: string("What the cluster has in it: empty, demo, or a file of manifests.", { default: "empty" }),
};

export default defineCommand({
  usage: "[--seed=empty|demo|FILE] -- COMMAND [args...]",
  about: `Start a fresh cluster in this process, run one command with KUBECONFIG pointing to it, and stop it again.

The command's exit code is passed on. Nothing is left behind.`,
  examples: `
# A script that needs a cluster
{program} sandbox run -- ./test.sh

# A shell to play in
{program} sandbox run --seed=demo -- bash`,
  flags,
  check({ args, dash, path }) {
    if (args.length === 0 || dash > 0) {
      throw new UsageError(
        "the command to run must be given behind --",
        `See '${path.join(" ")} -h' for help and examples`,
      );
    }
  },
  async run(given) {
    const { serve } = await import("../../sandbox/serve.ts");
    const serving = await serve({ seed: await readSeed(given.flags.seed, given.world) });
    const folder = mkdtempSync(join(tmpdir(), "kctl-sandbox-"));
    try {
      const kubeconfig = join(folder, "kubeconfig");
      writeFileSync(kubeconfig, serving.kubeconfig, { mode: 0o600, flag: "wx" });
      return await runChild(given, kubeconfig);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await serving.close();
    }
  },
});

/** Runs the command with our terminal; a signal that ends it counts as it does in a shell. */
async function runChild({ args, world }: Invocation<typeof flags>, kubeconfig: string): Promise<number> {
  const { spawn } = await import("node:child_process");
  const { constants } = await import("node:os");
  const [file = "", ...words] = args;
  const env = { ...world.env, KUBECONFIG: kubeconfig };
  return await new Promise((resolve, reject) => {
    const child = spawn(file, words, { stdio: "inherit", env, cwd: world.cwd });
    child.on("error", (cause) => reject(new CliError(`${file}: ${reason(cause)}`, { cause })));
    child.on("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 1)));
  });
}

const reason = (error: Error): string =>
  (error as NodeJS.ErrnoException).code === "ENOENT" ? "command not found" : error.message;
