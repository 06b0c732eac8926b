import { defineCommand } from "../../cli/command.ts";
import { exportLine, kubeconfigFile, readState } from "./state.ts";

export default defineCommand({
  usage: "",
  about: "Tell whether a cluster is running, where, and how a shell uses it. The exit code is 1 when there is none.",
  flags: {},
  async run({ world }) {
    const running = readState(world);
    if (!running) {
      world.streams.stdout.write("no sandbox is running\n");
      return 1;
    }
    const lines = [
      `running at ${running.url} since ${running.started} (process ${running.pid})`,
      ...(running.data ? [`kept in ${running.data}`] : []),
      exportLine(world, kubeconfigFile(world)),
    ];
    world.streams.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  },
});
