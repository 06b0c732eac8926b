import { isEqual } from "../../core/json/equal.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import type { ClusterApi, Controller } from "../controllers/controller.ts";
import {
  conditionsOf,
  isBeingDeleted,
  specOf,
  splitThing,
  statusOf,
  thingOf,
  withCondition,
} from "../controllers/owned.ts";
import { nextState, type Played } from "./container.ts";

const STOPS_AFTER = 1000;
const STARTS_AFTER = 1000;

/** A kubelet in name only: gives the pods of every node their phases, containers' states, addresses and events. */
export const kubelet: Controller = {
  name: "kubelet",
  watches: ["pods"],
  concerns: (_, pod) => [thingOf(pod)],
  reconcile(api, thing) {
    const pod = api.get("pods", ...splitThing(thing));
    if (!pod || !specOf(pod).nodeName) return undefined;
    if (isBeingDeleted(pod)) return stop(api, pod);
    if (["Succeeded", "Failed"].includes(String(statusOf(pod).phase))) return undefined;
    const { startTime } = statusOf(pod);
    if (startTime === undefined) return begin(api, pod);
    // Containers take up to a second to be created.
    const since = api.now() - Date.parse(String(startTime));
    return since < STARTS_AFTER ? STARTS_AFTER - since : step(api, pod);
  },
};

/** The pod has been seen on its node: its containers are being created. */
function begin(api: ClusterApi, pod: KubeObject): number {
  const now = timestamp(api.now());
  const names = (list: string) =>
    listOf(specOf(pod)[list]).map(({ name, image }) => waiting(String(name), String(image)));
  const state = { waiting: { reason: "ContainerCreating" } };
  const containerStatuses = names("containers").map((one) => ({ ...one, state }));
  const initContainerStatuses = names("initContainers").map((one) => ({
    ...one,
    state: { waiting: { reason: "PodInitializing" } },
  }));
  const status = {
    ...statusOf(pod),
    phase: "Pending",
    hostIP: hostAddress(api, pod),
    hostIPs: [{ ip: hostAddress(api, pod) }],
    startTime: now,
    ...(initContainerStatuses.length > 0 ? { initContainerStatuses } : {}),
    containerStatuses,
  };
  api.updateStatus("pods", { ...pod, status: { ...status, conditions: conditionsFor(api, pod, status) } });
  return STARTS_AFTER;
}

const waiting = (name: string, image: string): JsonObject => ({
  name,
  image,
  imageID: "",
  lastState: {},
  ready: false,
  restartCount: 0,
  started: false,
});

/** Takes every container one step further; containers wait for the init containers before them. */
function step(api: ClusterApi, pod: KubeObject): number | undefined {
  const before = statusOf(pod);
  const tell = (type: "Normal" | "Warning", reason: string, message: string, fieldPath: string) =>
    api.event(pod, { type, reason, message, component: "kubelet", node: String(specOf(pod).nodeName), fieldPath });
  const play = (list: string, known: string, isInit: boolean) => {
    const statuses = listOf(before[known]);
    let isBlocked = false;
    return listOf(specOf(pod)[list]).map((container, at): Played => {
      const status = statuses[at] ?? waiting(String(container.name), String(container.image));
      if (isBlocked) return { status };
      const played = nextState({ pod, container, status, isInit, now: api.now(), tell });
      isBlocked = isInit && !isDone(played.status);
      return played;
    });
  };
  const inits = play("initContainers", "initContainerStatuses", true);
  const isReady = inits.every(({ status }) => isDone(status));
  const mains = isReady
    ? play("containers", "containerStatuses", false)
    : listOf(before.containerStatuses).map((status): Played => ({ status }));
  const status: JsonObject = {
    ...before,
    ...(inits.length > 0 ? { initContainerStatuses: inits.map((one) => one.status) } : {}),
    containerStatuses: mains.map((one) => one.status),
    phase: phaseOf(
      pod,
      mains.map((one) => one.status),
    ),
    ...(isReady ? addresses(pod) : {}),
  };
  const complete = { ...status, conditions: conditionsFor(api, pod, status) };
  if (!isEqual(complete, before)) api.updateStatus("pods", { ...pod, status: complete });
  const delays = [...inits, ...mains].flatMap(({ again }) => again ?? []);
  return delays.length > 0 ? Math.min(...delays) : undefined;
}

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const stateOf = (status: JsonObject, name: string): JsonObject | undefined => {
  const state = isObject(status.state) ? status.state[name] : undefined;
  return isObject(state) ? state : undefined;
};

const isDone = (status: JsonObject): boolean => stateOf(status, "terminated")?.exitCode === 0;

function phaseOf(pod: KubeObject, statuses: readonly JsonObject[]): string {
  const ended = statuses.map((one) => stateOf(one, "terminated"));
  const never = specOf(pod).restartPolicy !== "Always";
  if (never && ended.every((one) => one?.exitCode === 0)) return "Succeeded";
  if (specOf(pod).restartPolicy === "Never" && ended.every((one) => one !== undefined)) return "Failed";
  const hasRun = statuses.some(
    (one) => stateOf(one, "running") || stateOf(one, "terminated") || Number(one.restartCount) > 0,
  );
  return hasRun ? "Running" : "Pending";
}

function conditionsFor(api: ClusterApi, pod: KubeObject, status: JsonObject): JsonObject[] {
  const now = timestamp(api.now());
  const mains = listOf(status.containerStatuses);
  const isInitialized = listOf(status.initContainerStatuses).every(isDone);
  const unready = mains.filter(({ ready }) => ready !== true).map(({ name }) => String(name));
  const isCompleted = status.phase === "Succeeded";
  const reason = isCompleted
    ? { reason: "PodCompleted" }
    : { reason: "ContainersNotReady", message: `containers with unready status: [${unready.join(" ")}]` };
  const isReady = unready.length === 0 && status.phase === "Running";
  const set: readonly (readonly [string, boolean, JsonObject])[] = [
    ["PodReadyToStartContainers", status.phase !== "Pending" || status.podIP !== undefined, {}],
    [
      "Initialized",
      isInitialized,
      isInitialized
        ? isCompleted
          ? { reason: "PodCompleted" }
          : {}
        : { reason: "ContainersNotInitialized", message: "containers with incomplete status" },
    ],
    ["Ready", isReady, isReady ? {} : reason],
    ["ContainersReady", isReady, isReady ? {} : reason],
  ];
  return set.reduce<JsonObject[]>(
    (conditions, [type, isTrue, why]) => {
      const bare = conditions.map((one) => (one.type === type ? without(one) : one));
      return withCondition(
        bare,
        { type, status: isTrue ? "True" : "False", ...why, lastProbeTime: null, observedGeneration: 1 },
        now,
      );
    },
    [...conditionsOf(pod)],
  );
}

const without = ({ reason: _, message: __, ...one }: JsonObject): JsonObject => one as JsonObject;

/** An address that stays the same for the same pod. */
function addresses(pod: KubeObject): JsonObject {
  const uid = String(metadataOf(pod).uid ?? "");
  const byte = (at: number) => (Number.parseInt(uid.slice(at, at + 2) || "1", 16) % 254) + 1;
  const ip = `10.244.${byte(0)}.${byte(2)}`;
  return { podIP: ip, podIPs: [{ ip }] };
}

function hostAddress(api: ClusterApi, pod: KubeObject): string {
  const node = api.get("nodes", "", String(specOf(pod).nodeName));
  const found = listOf(node && statusOf(node).addresses).find(({ type }) => type === "InternalIP");
  return String(found?.address ?? "127.0.0.1");
}

/** A pod that is being deleted is gone a moment later. */
function stop(api: ClusterApi, pod: KubeObject): number | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadataOf(pod);
  const since = api.now() - (Date.parse(String(deletionTimestamp)) - Number(deletionGracePeriodSeconds ?? 0) * 1000);
  if (since < STOPS_AFTER) return STOPS_AFTER - since;
  api.delete("pods", namespaceOf(pod), nameOf(pod), { graceSeconds: 0 });
  return undefined;
}
