import type { JsonObject } from "../../core/object.ts";
import { mapOf, specOf, statusOf } from "../controllers/owned.ts";
import type { Played, Playing } from "./container.ts";
import { type PullFailure, pullFailure } from "./images.ts";
import { stateOf } from "./status.ts";

const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 300_000;
/** How long a pull that fails takes to be seen as one that waits. */
const TAKES = 1000;

/** Pulls a container's image; gives its status and when to look again when that fails. */
export function pull(playing: Playing): Played | undefined {
  const { container, tell } = playing;
  const image = JSON.stringify(container.image);
  const failure = pullFailure(String(container.image));
  if (failure) return failure.reason === "InvalidImageName" ? unreadable(playing, failure) : retried(playing, failure);
  if (container.imagePullPolicy === "Always") {
    tell("Normal", "Pulling", `Pulling image ${image}`);
    tell(
      "Normal",
      "Pulled",
      `Successfully pulled image ${image} in 50ms (50ms including waiting). Image size: 0 bytes.`,
    );
  } else {
    tell("Normal", "Pulled", `Container image ${image} already present on machine and can be accessed by the pod`);
  }
  return undefined;
}

const waiting = (status: JsonObject, reason: string, message: string): JsonObject => ({
  ...status,
  state: { waiting: { message, reason } },
});

function unreadable({ status, tell }: Playing, { reason, message }: PullFailure): Played {
  if (stateOf(status, "waiting")?.reason !== reason) {
    tell("Warning", "InspectFailed", message);
    tell("Warning", "Failed", "Error: InvalidImageName");
  }
  return { status: waiting(status, reason, message) };
}

/** A failing pull is tried again after 10, 20, 40 … seconds, counted from the pod's start: in between it is backed off. */
function retried(playing: Playing, { reason, message }: PullFailure): Played {
  const { pod, container, status, now, tell } = playing;
  const image = JSON.stringify(container.image);
  const since = now - Date.parse(String(statusOf(pod).startTime)) - TAKES;
  let [start, wait] = [0, FIRST_WAIT];
  while (start + wait <= since) [start, wait] = [start + wait, Math.min(LONGEST_WAIT, wait * 2)];
  const known = stateOf(status, "waiting")?.reason;
  if (since - start < TAKES || ![reason, "ImagePullBackOff"].includes(String(known))) {
    if (known !== reason) {
      tell("Normal", "Pulling", `Pulling image ${image}`);
      tell("Warning", "Failed", `Failed to pull image ${image}: ${message}`);
      tell("Warning", "Failed", "Error: ErrImagePull");
    }
    return { status: waiting(status, reason, message), again: Math.max(1, Math.min(TAKES, start + TAKES - since)) };
  }
  if (known !== "ImagePullBackOff") {
    tell("Normal", "BackOff", `Back-off pulling image ${image}`);
    tell("Warning", "Failed", "Error: ImagePullBackOff");
  }
  const words = `Back-off pulling image ${image}: ErrImagePull: ${message}`;
  return { status: waiting(status, "ImagePullBackOff", words), again: start + wait - since };
}

/** Whether a pod's containers are never started again once they have ended. */
export const restartPolicyOf = ({ pod, container, isInit }: Playing): string => {
  const own = mapOf(container).restartPolicy;
  if (own !== undefined) return String(own);
  const policy = String(specOf(pod).restartPolicy ?? "Always");
  return isInit && policy === "Always" ? "OnFailure" : policy;
};
