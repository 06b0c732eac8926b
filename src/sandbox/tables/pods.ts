import { isObject, type Json, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { ageOf, countAt, numberAt, objectAge, objectsAt, orNone, textAt, valueAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

/** kubectl get pods: what the pod is doing in one word, from its containers' states. */
export const cells: Cells = (pod, now) => {
  const containers = objectsAt(pod, "spec", "containers");
  const statuses = objectsAt(pod, "status", "containerStatuses");
  const { reason, restarts, lastRestart } = summary(pod);
  const sidecars = objectsAt(pod, "spec", "initContainers").filter(({ restartPolicy }) => restartPolicy === "Always");
  const started = objectsAt(pod, "status", "initContainerStatuses").filter(
    ({ name, ready }) => ready === true && sidecars.some((one) => one.name === name),
  );
  const ready = statuses.filter(({ ready, state }) => ready === true && isObject(state) && state.running).length;
  const ips = objectsAt(pod, "status", "podIPs");
  return [
    nameOf(pod),
    `${ready + started.length}/${containers.length + sidecars.length}`,
    reason,
    restarts === 0 || lastRestart === "" ? String(restarts) : `${restarts} (${ageOf(lastRestart, now)} ago)`,
    objectAge(pod, now),
    orNone(String(ips[0]?.ip ?? textAt(pod, "status", "podIP"))),
    orNone(textAt(pod, "spec", "nodeName")),
    orNone(textAt(pod, "status", "nominatedNodeName")),
    gates(pod),
  ];
};

interface Summary {
  readonly reason: string;
  readonly restarts: number;
  readonly lastRestart: string;
}

function summary(pod: KubeObject): Summary {
  const before = initSummary(pod);
  const restarting = [...objectsAt(pod, "status", "containerStatuses")].reverse();
  let reason = before.reason;
  let { restarts, lastRestart } = before;
  if (!before.isInitializing || isInitialized(pod)) {
    const all = [...before.sidecars, ...restarting];
    restarts = all.reduce((sum, status) => sum + numberAt(status, "restartCount"), 0);
    lastRestart = latest(all.map((status) => textAt(status, "lastState", "terminated", "finishedAt")));
    let hasRunning = false;
    for (const status of restarting) {
      const known = stateReason(status);
      if (known !== undefined) reason = known;
      else if (status.ready === true && valueAt(status, "state", "running")) hasRunning = true;
    }
    if (reason === "Completed" && hasRunning) reason = isReady(pod) ? "Running" : "NotReady";
  }
  if (!textAt(pod, "metadata", "deletionTimestamp")) return { reason, restarts, lastRestart };
  const isLost = textAt(pod, "status", "reason") === "NodeLost";
  return { reason: isLost ? "Unknown" : "Terminating", restarts, lastRestart };
}

const latest = (stamps: readonly string[]): string => [...stamps].sort().at(-1) ?? "";

/** What a container that does not run says: why it waits, or how it ended. */
function stateReason(status: JsonObject): string | undefined {
  const waiting = textAt(status, "state", "waiting", "reason");
  if (waiting) return waiting;
  const terminated = valueAt(status, "state", "terminated");
  if (!isObject(terminated)) return undefined;
  return textAt(terminated, "reason") || ended(terminated);
}

const ended = (terminated: Json): string =>
  numberAt(terminated, "signal") !== 0
    ? `Signal:${numberAt(terminated, "signal")}`
    : `ExitCode:${numberAt(terminated, "exitCode")}`;

interface InitSummary extends Summary {
  readonly isInitializing: boolean;
  readonly sidecars: readonly JsonObject[];
}

function initSummary(pod: KubeObject): InitSummary {
  const specs = objectsAt(pod, "spec", "initContainers");
  const isSidecar = (name: Json | undefined) =>
    specs.some((one) => one.name === name && one.restartPolicy === "Always");
  const statuses = objectsAt(pod, "status", "initContainerStatuses");
  const sidecars = statuses.filter(({ name }) => isSidecar(name));
  const base = textAt(pod, "status", "reason") || gated(pod) || textAt(pod, "status", "phase");
  const restarts = statuses.reduce((sum, status) => sum + numberAt(status, "restartCount"), 0);
  const lastRestart = latest(statuses.map((status) => textAt(status, "lastState", "terminated", "finishedAt")));
  for (const [at, status] of statuses.entries()) {
    const terminated = valueAt(status, "state", "terminated");
    if (isObject(terminated) && numberAt(terminated, "exitCode") === 0) continue;
    if (isSidecar(status.name) && status.started === true) continue;
    const waiting = textAt(status, "state", "waiting", "reason");
    const words = isObject(terminated)
      ? textAt(terminated, "reason") || ended(terminated)
      : waiting && waiting !== "PodInitializing"
        ? waiting
        : `${at}/${specs.length}`;
    return { reason: `Init:${words}`, restarts, lastRestart, isInitializing: true, sidecars };
  }
  return { reason: base, restarts, lastRestart, isInitializing: false, sidecars };
}

const hasCondition = (pod: KubeObject, type: string): boolean =>
  objectsAt(pod, "status", "conditions").some((one) => one.type === type && one.status === "True");

const isInitialized = (pod: KubeObject): boolean => hasCondition(pod, "Initialized");
const isReady = (pod: KubeObject): boolean => hasCondition(pod, "Ready");

const gated = (pod: KubeObject): string =>
  objectsAt(pod, "status", "conditions").some((one) => one.type === "PodScheduled" && one.reason === "SchedulingGated")
    ? "SchedulingGated"
    : "";

function gates(pod: KubeObject): string {
  const count = countAt(pod, "spec", "readinessGates");
  if (count === 0) return "<none>";
  const met = objectsAt(pod, "spec", "readinessGates").filter(({ conditionType }) =>
    hasCondition(pod, String(conditionType)),
  );
  return `${met.length}/${count}`;
}
