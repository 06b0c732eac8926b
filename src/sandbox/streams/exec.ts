import { randomBytes } from "node:crypto";
import { badRequest } from "../api/error.ts";
import type { Streaming } from "../http/upgrade.ts";
import { startIn } from "../shell/inside.ts";
import { containerOf, wantedStreams } from "./container.ts";
import { PROTOCOLS, playRemote } from "./remote.ts";
import { failureStatus } from "./status.ts";

/** pods/exec: a command of the played shell. */
export const exec: Streaming = {
  protocols: PROTOCOLS,
  open(machine, request, target) {
    const argv = request.query.getAll("command");
    const wanted = wantedStreams(request);
    const found = containerOf(machine, request, target);
    if (argv.length === 0) throw badRequest("you must specify at least one command for the container");
    return (channel) =>
      playRemote(channel, wanted, async (ends) => {
        if (found.id === undefined) return notRunning(String(found.container.name));
        const running = startIn(machine, found, argv, ends);
        return running === undefined ? failureStatus(missing(argv[0] as string)) : await running;
      });
  },
};

/** The kubelet's words for a container that does not run. */
export const notRunning = (name: string): string =>
  failureStatus(`unable to upgrade connection: container not found (${JSON.stringify(name)})`);

const missing = (name: string): string =>
  `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${randomBytes(32).toString("hex")}": OCI runtime exec failed: exec failed: unable to start container task: exec: ${JSON.stringify(name)}: executable file not found in $PATH`;
