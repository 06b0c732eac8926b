import { defineCommand, type Invocation } from "../../cli/command.ts";
import { UsageError } from "../../core/errors.ts";
import { bool, duration, string, strings } from "../../core/flags.ts";

const flags = {
  address: strings(
    "Addresses to listen on: IP addresses, or localhost, which is 127.0.0.1 and ::1, of which one is enough.",
    {
      default: ["localhost"],
    },
  ),
  podRunningTimeout: duration("How long to wait for a workload's first pod.", { default: 60_000 }),
  exec: string("Command line to run while the ports are open; its exit code becomes ours."),
  keep: bool("When the pod goes, go on with another one of the same workload."),
  readyFile: string("File that is there as long as all ports are open; it says where each one is.", {
    complete: "files",
  }),
};

export type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
  about: `Connect ports of this machine with ports of a pod.

Of a workload or a service one pod is taken. Ports may be given by their names; those of a service lead to its target
ports. A connection that fails leaves the others alone. The command ends with its pod, or with Ctrl-C; with --keep it
goes on with the pod that comes next.

The command of --exec is run by the shell and finds the first port here in $FORWARD_PORT, all of them in $FORWARD_PORTS.`,
  examples: `
# Port 5000 here is port 5000 of the pod; port 8888 here is port 5000 of the pod
{program} port-forward pod/web-0 5000
{program} port-forward pod/web-0 8888:5000

# A pod of a deployment; the target port of a service's port
{program} port-forward deployment/web 5000 6000
{program} port-forward service/web 8443:https

# A port that is free; it is printed
{program} port-forward pod/web-0 :5000

# For other machines, too
{program} port-forward --address 0.0.0.0 pod/web-0 8888:5000

# Outlives its pod
{program} port-forward deployment/web 8080:80 --keep

# Only as long as a command runs
{program} port-forward service/web :80 --exec 'curl http://localhost:$FORWARD_PORT/'`,
  flags,
  check({ args, flags, path }) {
    const hint = `See '${path.join(" ")} -h' for help and examples`;
    if (args.length < 2) throw new UsageError("TYPE/NAME and list of ports are required for port-forward", hint);
    if (flags.podRunningTimeout <= 0) throw new UsageError("--pod-running-timeout must be higher than zero", hint);
  },
  async run(given) {
    const { runPortForward } = await import("./run.ts");
    return await runPortForward(given);
  },
  async complete({ cluster, args, world }, word) {
    const { completeArgument } = await import("./complete.ts");
    return await completeArgument(cluster, args, word, world);
  },
});
