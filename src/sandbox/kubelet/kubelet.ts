import { isEqual } from "../../core/json/equal.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import type { ClusterApi, Controller } from "../controllers/controller.ts";
import { isBeingDeleted, listOf, specOf, splitThing, statusOf, thingOf } from "../controllers/owned.ts";
import { isFinished } from "../controllers/pod-state.ts";
import { hostAddress, podAddress } from "./addresses.ts";
import { podConditions } from "./conditions.ts";
import { nextState, type Played } from "./container.ts";
import { phaseOf } from "./phase.ts";
import { missingEnvironment, missingVolume } from "./references.ts";
import { isInitDone, isSidecar, statusesOf, stopped, waitingStatus } from "./status.ts";
import { stop, untilTooLate } from "./stop.ts";
import { teller } from "./tell.ts";

const STARTS_AFTER = 1000;
const SYNC = 10_000;

/** A kubelet in name only: gives the pods of every node their phases, containers' states, addresses and events. */
export const kubelet: Controller = {
  name: "kubelet",
  watches: ["pods"],
  concerns: (_, pod) => [thingOf(pod)],
  reconcile(api, thing) {
    const pod = api.get("pods", ...splitThing(thing));
    if (!pod || !specOf(pod).nodeName) return undefined;
    if (isBeingDeleted(pod)) return stop(api, pod);
    if (isFinished(pod)) return undefined;
    const { startTime } = statusOf(pod);
    if (startTime === undefined) return begin(api, pod);
    // Containers take up to a second to be created.
    const since = api.now() - Date.parse(String(startTime));
    if (since < STARTS_AFTER) return STARTS_AFTER - since;
    const unmounted = statusOf(pod).podIP === undefined ? missingVolume(api, pod) : undefined;
    if (unmounted === undefined) return step(api, pod);
    teller(api, pod)()("Warning", "FailedMount", unmounted);
    return SYNC;
  },
};

/** The pod has been seen on its node: its containers are being created. */
function begin(api: ClusterApi, pod: KubeObject): number {
  const inits = listOf(specOf(pod).initContainers);
  const reason = inits.length > 0 ? "PodInitializing" : "ContainerCreating";
  const waiting = (one: JsonObject) => waitingStatus(one, reason);
  const address = hostAddress(api, pod);
  const status = {
    ...statusOf(pod),
    phase: "Pending",
    hostIP: address,
    hostIPs: [{ ip: address }],
    startTime: timestamp(api.now()),
    ...(inits.length > 0 ? { initContainerStatuses: inits.map(waiting) } : {}),
    containerStatuses: listOf(specOf(pod).containers).map(waiting),
  };
  write(api, pod, status);
  return STARTS_AFTER;
}

function write(api: ClusterApi, pod: KubeObject, status: JsonObject): void {
  const complete = { ...status, conditions: podConditions(pod, status, timestamp(api.now())) };
  if (!isEqual(complete, pod.status)) api.updateStatus("pods", { ...pod, status: complete });
}

/** Takes every container one step further; containers wait for the init containers before them. */
function step(api: ClusterApi, pod: KubeObject): number | undefined {
  const before = statusOf(pod);
  const inits = playInits(api, pod);
  const containers = listOf(specOf(pod).initContainers);
  const isReady = inits.every(({ status }, at) => isInitDone(containers[at] as JsonObject, status));
  const known = statusesOf(before.containerStatuses);
  const mains = listOf(specOf(pod).containers).map((container): Played => {
    const status = known.get(String(container.name)) ?? waitingStatus(container, "ContainerCreating");
    return isReady ? play(api, pod, { container, status, isInit: false }) : { status };
  });
  const debuggers = playEphemeral(api, pod);
  const statuses = mains.map(({ status }) => status);
  const initStatuses = inits.map(({ status }) => status);
  const phase = phaseOf(pod, initStatuses, statuses);
  const isOver = phase === "Succeeded" || phase === "Failed";
  const now = timestamp(api.now());
  const ended = initStatuses.map((one, at) => {
    const container = containers[at] as JsonObject;
    return isOver && isSidecar(container) ? stopped(container, one, now) : one;
  });
  const status: JsonObject = {
    ...before,
    ...(inits.length > 0 ? { initContainerStatuses: ended } : {}),
    containerStatuses: statuses,
    ...(debuggers.length > 0 ? { ephemeralContainerStatuses: debuggers.map(({ status }) => status) } : {}),
    phase,
    ...podAddress(pod),
  };
  const late = untilTooLate(pod, status, api.now());
  write(api, pod, late?.failed ?? status);
  if (isOver || late?.failed) return undefined;
  const delays = [...inits, ...mains, ...debuggers].flatMap(({ again }) => again ?? []).concat(late?.again ?? []);
  return delays.length > 0 ? Math.min(...delays) : undefined;
}

/** The init containers, one after the other. */
function playInits(api: ClusterApi, pod: KubeObject): Played[] {
  const known = statusesOf(statusOf(pod).initContainerStatuses);
  let isBlocked = false;
  return listOf(specOf(pod).initContainers).map((container): Played => {
    const status = known.get(String(container.name)) ?? waitingStatus(container, "PodInitializing");
    if (isBlocked) return { status };
    const played = play(api, pod, { container, status, isInit: true });
    isBlocked = !isInitDone(container, played.status);
    return played;
  });
}

/** Containers for debugging: they start at once, and once only. */
function playEphemeral(api: ClusterApi, pod: KubeObject): Played[] {
  const known = statusesOf(statusOf(pod).ephemeralContainerStatuses);
  return listOf(specOf(pod).ephemeralContainers).map((one): Played => {
    const status = known.get(String(one.name)) ?? waitingStatus(one, "ContainerCreating");
    return play(api, pod, { container: { ...one, restartPolicy: "Never" }, status, isInit: false });
  });
}

function play(
  api: ClusterApi,
  pod: KubeObject,
  one: { readonly container: JsonObject; readonly status: JsonObject; readonly isInit: boolean },
): Played {
  const path = `spec.${one.isInit ? "initContainers" : "containers"}{${one.container.name}}`;
  const missing = missingEnvironment(api, pod, one.container);
  return nextState({ ...one, pod, now: api.now(), missing, tell: teller(api, pod)(path) });
}
