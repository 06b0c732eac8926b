import { badRequest } from "../api/error.ts";
import type { Streaming } from "../http/upgrade.ts";
import { liveProgram } from "../kubelet/live.ts";
import { containerOf, wantedStreams } from "./container.ts";
import { notRunning } from "./exec.ts";
import { openEnds, PROTOCOLS, receive, sendStatus } from "./remote.ts";
import { sessionOf, whenStopped } from "./session.ts";
import { endStatus } from "./status.ts";

/** pods/attach: a container's main program. */
export const attach: Streaming = {
  protocols: PROTOCOLS,
  open(machine, request, target) {
    const wanted = wantedStreams(request);
    const found = containerOf(machine, request, target);
    const isTerminal = found.container.tty === true;
    if (isTerminal && ["true", "1"].includes(request.query.get("stderr") ?? "")) {
      throw badRequest("rpc error: code = InvalidArgument desc = tty and stderr cannot both be true");
    }
    return async (channel) => {
      if (found.id === undefined) return await sendStatus(channel, notRunning(String(found.container.name)));
      const argv = liveProgram(found.container);
      if (argv) return await sessionOf(machine, found, argv).join(channel, wanted.stdin);
      // What is only played says nothing more: one waits for its end.
      await new Promise<void>((resolve) => {
        const stop = whenStopped(machine, found, resolve);
        const silent = openEnds(false, async () => {});
        silent.stdin.end();
        void receive(channel, silent, () => {}).then(() => {
          stop();
          resolve();
        });
      });
      await sendStatus(channel, endStatus(0));
    };
  },
};
