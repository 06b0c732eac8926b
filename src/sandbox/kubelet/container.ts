import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import { pullFailure } from "./images.ts";
import { runOf } from "./program.ts";

/** A container's next status, and when it wants to be looked at again (milliseconds). */
export interface Played {
  readonly status: JsonObject;
  readonly again?: number;
}

export interface Playing {
  readonly pod: KubeObject;
  readonly container: JsonObject;
  readonly status: JsonObject;
  readonly isInit: boolean;
  readonly now: number;
  readonly tell: (type: "Normal" | "Warning", reason: string, message: string, fieldPath: string) => void;
}

const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 300_000;

const stateOf = (status: JsonObject, name: string): JsonObject | undefined => {
  const state = isObject(status.state) ? status.state[name] : undefined;
  return isObject(state) ? state : undefined;
};

const pathOf = ({ container, isInit }: Playing): string =>
  `spec.${isInit ? "initContainers" : "containers"}{${container.name}}`;

/** Takes a container one step further: pull, start, run, end, wait, start again. */
export function nextState(playing: Playing): Played {
  const { status, container, now } = playing;
  const running = stateOf(status, "running");
  if (running) {
    const { lasts } = runOf(container);
    if (lasts === undefined) return { status };
    const left = Date.parse(String(running.startedAt)) + lasts - now;
    return left > 0 ? { status, again: left } : ended(playing, running);
  }
  if (stateOf(status, "terminated")) return afterEnd(playing);
  const waiting = stateOf(status, "waiting");
  if (waiting?.reason === "CrashLoopBackOff") return afterEnd(playing);
  const failure = pullFailure(String(container.image));
  return failure ? notPulled(playing, failure.reason, failure.message) : started(playing);
}

function notPulled(playing: Playing, reason: string, message: string): Played {
  const { status, container, tell } = playing;
  const image = JSON.stringify(container.image);
  const isSecond = stateOf(status, "waiting")?.reason === reason && reason === "ErrImagePull";
  if (reason === "InvalidImageName") {
    tell("Warning", "InspectFailed", message, pathOf(playing));
    return { status: { ...status, state: { waiting: { message, reason } } }, again: FIRST_WAIT };
  }
  if (isSecond || stateOf(status, "waiting")?.reason === "ImagePullBackOff") {
    tell("Normal", "BackOff", `Back-off pulling image ${image}: ErrImagePull: ${message}`, pathOf(playing));
    const words = `Back-off pulling image ${image}: ErrImagePull: ${message}`;
    return {
      status: { ...status, state: { waiting: { message: words, reason: "ImagePullBackOff" } } },
      again: FIRST_WAIT,
    };
  }
  tell("Normal", "Pulling", `Pulling image ${image}`, pathOf(playing));
  tell("Warning", "Failed", `Failed to pull image ${image}: ${message}`, pathOf(playing));
  tell("Warning", "Failed", "Error: ErrImagePull", pathOf(playing));
  return { status: { ...status, state: { waiting: { message, reason } } }, again: 1000 };
}

function started(playing: Playing): Played {
  const { pod, container, status, isInit, now, tell } = playing;
  const image = JSON.stringify(container.image);
  if (Number(status.restartCount) === 0 && !status.imageID) {
    if (container.imagePullPolicy === "Always") tell("Normal", "Pulling", `Pulling image ${image}`, pathOf(playing));
    tell(
      "Normal",
      "Pulled",
      `Container image ${image} already present on machine and can be accessed by the pod`,
      pathOf(playing),
    );
  }
  tell("Normal", "Created", "Container created", pathOf(playing));
  tell("Normal", "Started", "Container started", pathOf(playing));
  const { lasts } = runOf(container);
  return {
    status: {
      ...status,
      containerID: containerId(pod, String(container.name), Number(status.restartCount ?? 0)),
      imageID: `sandbox.example/${container.image}`,
      ready: !isInit,
      started: true,
      state: { running: { startedAt: timestamp(now) } },
    },
    ...(lasts === undefined ? {} : { again: Math.max(1, lasts) }),
  };
}

function containerId(pod: KubeObject, name: string, restarts: number): string {
  const seed = `${metadataOf(pod).uid}${namespaceOf(pod)}${nameOf(pod)}${name}${restarts}`;
  return `sandbox://${Buffer.from(seed).toString("hex").padEnd(64, "0").slice(-64)}`;
}

function ended(playing: Playing, running: JsonObject): Played {
  const { status, container, now } = playing;
  const { code } = runOf(container);
  const terminated = {
    containerID: status.containerID ?? "",
    exitCode: code,
    finishedAt: timestamp(now),
    reason: code === 0 ? "Completed" : "Error",
    startedAt: running.startedAt ?? timestamp(now),
  };
  return afterEnd({ ...playing, status: { ...status, ready: false, started: false, state: { terminated } } });
}

/** Restarts as the policy says: at once the first time, then after 10, 20, 40 … seconds. */
function afterEnd(playing: Playing): Played {
  const { pod, container, status, isInit, now, tell } = playing;
  const last =
    stateOf(status, "terminated") ??
    (isObject(status.lastState) && isObject(status.lastState.terminated) ? status.lastState.terminated : {});
  const policy = String((pod.spec as JsonObject).restartPolicy ?? "Always");
  const isOver = last.exitCode === 0 ? isInit || policy !== "Always" : policy === "Never";
  if (isOver) return { status };
  const restarts = Number(status.restartCount ?? 0);
  const wait = restarts === 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (restarts - 1));
  const left = Date.parse(String(last.finishedAt)) + wait - now;
  const next = { ...status, lastState: { terminated: last } };
  if (left <= 0) return started({ ...playing, status: { ...next, restartCount: restarts + 1 } });
  const uid = metadataOf(pod).uid;
  const words = `back-off ${wait / 1000}s restarting failed container=${container.name} pod=${nameOf(pod)}_${namespaceOf(pod)}(${uid})`;
  if (!stateOf(status, "waiting")) {
    tell(
      "Warning",
      "BackOff",
      `Back-off restarting failed container ${container.name} in pod ${nameOf(pod)}_${namespaceOf(pod)}(${uid})`,
      pathOf(playing),
    );
  }
  return { status: { ...next, state: { waiting: { message: words, reason: "CrashLoopBackOff" } } }, again: left };
}
