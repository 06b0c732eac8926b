import { defineCommand } from "../../cli/command.ts";
import { createCluster } from "../../client/cluster.ts";
import { CliError } from "../../core/errors.ts";
import { kubeconfigFile, readState } from "./state.ts";

export default defineCommand({
  usage: "",
  about: "Delete everything in the running cluster, as if it had just been started.",
  flags: {},
  async run({ world, globals }) {
    const running = readState(world);
    if (!running) throw new CliError("no sandbox is running");
    const cluster = createCluster({ ...globals, kubeconfig: kubeconfigFile(world), context: "", server: "" }, world);
    try {
      await cluster.json({ method: "POST", path: "/sandbox/reset", body: "{}" }, { verb: "create" });
    } finally {
      await cluster.close();
    }
    world.streams.stdout.write(`reset the sandbox at ${running.url}\n`);
  },
});
