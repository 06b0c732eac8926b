import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import { DETACH_KEYS } from "../../streams/detach.ts";
import { attachToContainer, waitForPod } from "../../streams/new-pod.ts";
import type { Given } from "./check.ts";
import type { Made } from "./run.ts";

/** As long as kubectl's: until somebody gives up. */
const FOREVER = -1;

/** Waits until the container runs, and attaches to it; of one that has ended already the log is shown. */
export async function stayWithContainer({ flags, cluster, world }: Given, { pod, container }: Made): Promise<number> {
  let told = "";
  const isStarted = (now: KubeObject): boolean => {
    const { waiting, running, terminated } = stateOf(now, container);
    const message = isObject(waiting) ? String(waiting.message ?? "") : "";
    if (message !== "" && message !== told && !flags.quiet) {
      world.streams.stderr.write(`Warning: container ${container}: ${message}\n`);
      told = message;
    }
    return running !== undefined || terminated !== undefined;
  };
  const now = await waitForPod({ cluster, world, pod }, isStarted, FOREVER);
  const attaching = { ...flags, container, detachKeys: DETACH_KEYS };
  return await attachToContainer(
    { cluster, world, pod: now },
    attaching,
    stateOf(now, container).terminated !== undefined,
  );
}

/** The state of a container, whatever kind it is of. */
function stateOf({ status }: KubeObject, container: string): JsonObject {
  const all = isObject(status) ? status : {};
  const own = ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"]
    .flatMap((key) => (Array.isArray(all[key]) ? all[key] : []))
    .find((one) => isObject(one) && one.name === container);
  return isObject(own) && isObject(own.state) ? own.state : {};
}
