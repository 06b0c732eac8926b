import { defineCommand } from "../../cli/command.ts";
import { debugFlags } from "./flags.ts";

export default defineCommand({
  usage: "(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]",
  about: `Look into a pod or a node with a container of your own.

A pod that runs gets one more container, which stays until the pod goes; with --copy-to a copy of the pod is made and
changed instead. For a node a pod is made that sees the node's processes and network, and its files under /host.`,
  examples: `
# A shell beside a pod's containers; one that sees the processes of a container
{program} debug web-0 -it --image=busybox
{program} debug web-0 -it --image=busybox --target=server

# A copy with one more container; with another command; with other images
{program} debug web-0 -it --copy-to=web-debug --image=busybox
{program} debug web-0 -it --copy-to=web-debug -c server -- sh
{program} debug web-0 --copy-to=web-debug --set-image=*=nginx:debug

# A shell on a node
{program} debug node/worker-1 -it --image=busybox --profile=sysadmin`,
  flags: debugFlags,
  async run(given) {
    const { runDebug } = await import("./run.ts");
    return await runDebug(given);
  },
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    if (word.includes("/")) return await completeTypeAndName(cluster, [], word);
    return await completeTypeAndName(cluster, ["pods", ...args], word);
  },
});
