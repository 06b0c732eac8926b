import { V4, V5 } from "../../streams/channels.ts";
import { execPath } from "../../streams/exec-path.ts";
import { playRemote } from "../../streams/remote.ts";
import { containerToUse, podToUse, refuseCompleted } from "../../streams/target.ts";
import { openTerminal } from "../../streams/terminal.ts";
import type { Given } from "./exec.ts";

const WHAT = "exec into";

/** Runs the command and resolves to its exit code. */
export async function runExec({ args, dash, flags, cluster, world }: Given): Promise<number> {
  const [named] = dash === 0 ? [] : args;
  const files = { filename: flags.filename, recursive: false, kustomize: "" };
  const pod = await podToUse(cluster, { named, files, timeout: flags.podRunningTimeout, what: WHAT }, world);
  refuseCompleted(pod, WHAT);
  const container = containerToUse(pod, flags.container, flags.quiet, world);
  const terminal = openTerminal(flags, flags.quiet, world);
  const path = execPath(pod, { container, command: args.slice(dash), stdin: terminal.stdin, tty: terminal.tty });
  try {
    terminal.begin();
    const socket = await cluster.upgrade(path, [V5, V4]);
    const stdin = terminal.stdin ? world.streams.stdin.chunks() : undefined;
    const code = await playRemote(socket, { stdin, sizes: terminal.sizes }, world);
    terminal.restore();
    if (code !== 0) world.streams.stderr.write(`command terminated with exit code ${code}\n`);
    return code;
  } finally {
    terminal.restore();
  }
}
