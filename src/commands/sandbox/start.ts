import { mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, int, string } from "../../core/flags.ts";
import { readSeed } from "./seed.ts";
import { clearState, exportLine, kubeconfigFile, logFile, readState, writeState } from "./state.ts";

const LONGEST_START = 20_000;

const flags = {
  port: int("Port to listen on; 0 takes one that is free."),
  detach: bool("Leave the cluster running in the background."),
  data: string("Keep the cluster in this file, so that it is there again after the next start."),
  seed: string("What a new cluster has in it: empty, demo, or a file of manifests.", { default: "empty" }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "[--port=PORT] [--detach] [--data=FILE] [--seed=empty|demo|FILE]",
  about: `Start a cluster in one process, on loopback, and write a kubeconfig for it that only you can read.

The line that is printed makes your shell use it. Without --detach it runs until Ctrl-C.`,
  examples: `
# In the background, used by this shell
eval "$({program} sandbox start --detach)"

# Kept in a file, with something to look at
{program} sandbox start --data=cluster.jsonl --seed=demo`,
  flags,
  check({ args, flags: { port } }) {
    if (args.length > 0) throw new CliError(`unexpected args: [${args.join(" ")}]`);
    if (port < 0 || port > 65_535) throw new CliError(`--port ${port}: must be between 0 and 65535`);
  },
  async run(given) {
    const running = readState(given.world);
    if (running)
      throw new CliError(`a sandbox is running already at ${running.url}; "${given.world.name} sandbox stop" ends it`);
    await (given.flags.detach ? startDetached(given) : startHere(given));
  },
});

async function startHere({ flags: { port, data, seed }, world }: Given): Promise<void> {
  const file = data === "" || isAbsolute(data) ? data : join(world.cwd, data);
  const { serve } = await import("../../sandbox/serve.ts");
  const options = { port, ...(file ? { data: file } : {}), seed: await readSeed(seed, world) };
  const serving = await serve(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") throw new CliError(`port ${port} is taken by another program`, { cause: error });
    throw new CliError(`the sandbox cannot start: ${error.message}`, { cause: error });
  });
  const started = new Date(world.now()).toISOString();
  writeState(world, { pid: world.pid, url: serving.url, started, ...(file ? { data: file } : {}) }, serving.kubeconfig);
  try {
    world.streams.stdout.write(`${exportLine(world, kubeconfigFile(world))}\n`);
    world.streams.stderr.write(`The sandbox listens at ${serving.url}; Ctrl-C stops it.\n`);
    await interrupted(world.signal);
  } finally {
    clearState(world);
    await serving.close();
  }
}

const interrupted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    // The server's own socket keeps the program alive until then.
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** Starts this program once more, without a terminal, and waits until it answers. */
async function startDetached({ flags: { port, data, seed }, world }: Given): Promise<void> {
  const { spawn } = await import("node:child_process");
  const log = logFile(world);
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const output = openSync(log, "w", 0o600);
  const [program = "", ...script] = world.self;
  const words = [
    ...script,
    "sandbox",
    "start",
    `--port=${port}`,
    `--seed=${seed}`,
    ...(data ? [`--data=${data}`] : []),
  ];
  const child = spawn(program, words, {
    detached: true,
    stdio: ["ignore", output, output],
    env: { ...world.env },
    cwd: world.cwd,
  });
  child.unref();
  const until = world.now() + LONGEST_START;
  while (world.now() < until && child.pid !== undefined && world.kill(child.pid, 0) && child.exitCode === null) {
    if (readState(world)?.pid === child.pid) {
      world.streams.stdout.write(`${exportLine(world, kubeconfigFile(world))}\n`);
      return;
    }
    await sleep(10);
  }
  const said = readFileSync(log, "utf8")
    .trim()
    .replace(/^error: /, "");
  throw new CliError(said || `the sandbox did not start within ${LONGEST_START / 1000} seconds; see ${log}`);
}
