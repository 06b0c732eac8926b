import { type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { listOf, mapOf } from "../controllers/owned.ts";

/** A container's state of that name ("running", "waiting", "terminated"), when it is in it. */
export const stateOf = (status: JsonObject, name: string): JsonObject | undefined => {
  const state = mapOf(status.state)[name];
  return state === undefined ? undefined : mapOf(state);
};

/** The status of a container that has not started yet. */
export const waitingStatus = ({ name, image }: JsonObject, reason: string): JsonObject => ({
  name: name as string,
  image: image as string,
  imageID: "",
  lastState: {},
  ready: false,
  restartCount: 0,
  started: false,
  state: { waiting: { reason } },
});

/** An init container that runs on beside the others. */
export const isSidecar = (container: JsonObject): boolean => container.restartPolicy === "Always";

/** Whether the containers after an init container may start. */
export const isInitDone = (container: JsonObject, status: JsonObject): boolean =>
  isSidecar(container) ? status.started === true : stateOf(status, "terminated")?.exitCode === 0;

/** How a container that is stopped ends: a server ends well, a command that runs on has to be killed. */
export function stopped(container: JsonObject, status: JsonObject, finishedAt: string): JsonObject {
  const running = stateOf(status, "running");
  if (!running) return status;
  const isServer = container.command === undefined && container.args === undefined;
  const terminated = {
    containerID: status.containerID ?? "",
    exitCode: isServer ? 0 : 137,
    finishedAt,
    reason: isServer ? "Completed" : "Error",
    startedAt: running.startedAt ?? finishedAt,
  };
  return { ...status, ready: false, started: false, state: { terminated } };
}

/** The statuses of a pod's containers by name. */
export function statusesOf(list: JsonObject["x"] | undefined): ReadonlyMap<string, JsonObject> {
  return new Map(listOf(list).map((one) => [String(one.name), one]));
}

export const podFullName = (pod: KubeObject): string => {
  const { namespace, uid } = mapOf(pod.metadata);
  return `${nameOf(pod)}_${namespace}(${uid})`;
};

/** One life of a container, from its start to its end: no other has the same name. */
export const lifeOf = (pod: KubeObject, { name, restartCount }: JsonObject): string =>
  `${mapOf(pod.metadata).uid}/${name}/${restartCount ?? 0}`;
