import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import { mapOf, uidOf } from "../controllers/owned.ts";
import { firstProbe, isReadyAtOnce, readiness } from "./probe.ts";
import { runOf } from "./program.ts";
import { pull, restartPolicyOf } from "./pull.ts";
import { isSidecar, podFullName, stateOf } from "./status.ts";

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
  /** What its environment needs and is not there. */
  readonly missing: string | undefined;
  readonly tell: (type: "Normal" | "Warning", reason: string, message: string) => void;
}

const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 300_000;
/** A container that has run for so long starts its waits anew. */
const FORGIVEN_AFTER = 600_000;
const SYNC = 10_000;

/** Takes a container one step further: pull, start, run, end, wait, start again. */
export function nextState(playing: Playing): Played {
  const { status, container, now } = playing;
  const running = stateOf(status, "running");
  if (running) {
    const { lasts } = runOf(container);
    const probed = readiness(playing, Date.parse(String(running.startedAt)));
    if (lasts === undefined) return probed;
    const left = Date.parse(String(running.startedAt)) + lasts - now;
    return left > 0 ? { ...probed, again: Math.min(left, probed.again ?? left) } : ended(playing, running);
  }
  if (stateOf(status, "terminated") || stateOf(status, "waiting")?.reason === "CrashLoopBackOff") {
    return afterEnd(playing);
  }
  return started(playing);
}

function started(playing: Playing): Played {
  const { pod, container, status, isInit, now, missing, tell } = playing;
  const failed = pull(playing);
  if (failed) return failed;
  if (missing !== undefined) return misconfigured(playing, missing);
  tell("Normal", "Created", "Container created");
  tell("Normal", "Started", "Container started");
  const { lasts } = runOf(container);
  const waits = [lasts, firstProbe(container)].filter((one) => one !== undefined);
  return {
    status: {
      ...status,
      containerID: containerId(pod, String(container.name), Number(status.restartCount ?? 0)),
      imageID: `sandbox.example/${container.image}`,
      ready: (!isInit || isSidecar(container)) && isReadyAtOnce(container),
      started: true,
      state: { running: { startedAt: timestamp(now) } },
    },
    ...(waits.length === 0 ? {} : { again: Math.max(1, Math.min(...waits)) }),
  };
}

function misconfigured({ status, tell }: Playing, message: string): Played {
  const reason = "CreateContainerConfigError";
  if (stateOf(status, "waiting")?.reason !== reason) tell("Warning", "Failed", `Error: ${message}`);
  return { status: { ...status, state: { waiting: { message, reason } } }, again: SYNC };
}

function containerId(pod: KubeObject, name: string, restarts: number): string {
  const seed = `${uidOf(pod)}${namespaceOf(pod)}${nameOf(pod)}${name}${restarts}`;
  return `sandbox://${Buffer.from(seed).toString("hex").padEnd(64, "0").slice(-64)}`;
}

function ended(playing: Playing, running: JsonObject): Played {
  const { status, container, isInit, now } = playing;
  const { code, isTooLarge } = runOf(container);
  const terminated = {
    containerID: status.containerID ?? "",
    exitCode: code,
    finishedAt: timestamp(now),
    reason: isTooLarge ? "OOMKilled" : code === 0 ? "Completed" : "Error",
    startedAt: running.startedAt ?? timestamp(now),
  };
  const ready = isInit && code === 0 && !isSidecar(container);
  return afterEnd({ ...playing, status: { ...status, ready, started: false, state: { terminated } } });
}

/** Restarts as the policy says: at once the first time, then after 10, 20, 40 … seconds. */
function afterEnd(playing: Playing): Played {
  const { container, status, now } = playing;
  const before = mapOf(status.lastState).terminated;
  const last = stateOf(status, "terminated") ?? (isObject(before) ? before : {});
  const policy = restartPolicyOf(playing);
  if (last.exitCode === 0 ? policy !== "Always" : policy === "Never") return { status };
  const restarts = Number(status.restartCount ?? 0);
  const hasRunLong = Date.parse(String(last.finishedAt)) - Date.parse(String(last.startedAt)) >= FORGIVEN_AFTER;
  const wait = restarts === 0 || hasRunLong ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (restarts - 1));
  const left = Date.parse(String(last.finishedAt)) + wait - now;
  const next = { ...status, ready: false, lastState: { terminated: last } };
  if (left <= 0) return started({ ...playing, status: { ...next, restartCount: restarts + 1 } });
  const name = podFullName(playing.pod);
  if (!stateOf(status, "waiting")) {
    playing.tell("Warning", "BackOff", `Back-off restarting failed container ${container.name} in pod ${name}`);
  }
  const message = `back-off ${goSeconds(wait / 1000)} restarting failed container=${container.name} pod=${name}`;
  return { status: { ...next, state: { waiting: { message, reason: "CrashLoopBackOff" } } }, again: left };
}

/** 80 seconds are "1m20s". */
const goSeconds = (seconds: number): string =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
