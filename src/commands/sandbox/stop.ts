import { setTimeout as sleep } from "node:timers/promises";
import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { clearState, readState } from "./state.ts";

const LONGEST_END = 5000;

export default defineCommand({
  usage: "",
  about: "Stop the cluster that `start` has left running. Without --data its objects are gone then.",
  flags: {},
  async run({ world }) {
    const running = readState(world);
    if (!running) throw new CliError("no sandbox is running");
    world.kill(running.pid, "SIGTERM");
    const until = world.now() + LONGEST_END;
    while (world.kill(running.pid, 0) && world.now() < until) await sleep(10);
    if (world.kill(running.pid, 0)) world.kill(running.pid, "SIGKILL");
    clearState(world, running.pid);
    world.streams.stdout.write(`stopped the sandbox at ${running.url}\n`);
  },
});
