import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { timestamp } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import type { ClusterApi } from "../controllers/controller.ts";
import { listOf, specOf, statusOf, uidOf } from "../controllers/owned.ts";
import { isFinished } from "../controllers/pod-state.ts";
import { podConditions } from "./conditions.ts";
import { finalPhase } from "./phase.ts";
import { stateOf, statusesOf, stopped } from "./status.ts";
import { teller } from "./tell.ts";

const STOPS_AFTER = 1000;

/** A pod that is being deleted is gone a moment later, its containers stopped. */
export function stop(api: ClusterApi, given: KubeObject): number | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadataOf(given);
  const since = api.now() - (Date.parse(String(deletionTimestamp)) - Number(deletionGracePeriodSeconds ?? 0) * 1000);
  tellKilling(api, given);
  if (since < STOPS_AFTER && deletionGracePeriodSeconds !== 0) return STOPS_AFTER - since;
  const status = allStopped(given, timestamp(api.now()));
  if (!isFinished(given) && listOf(status.containerStatuses).length > 0) {
    api.updateStatus("pods", {
      ...given,
      status: { ...status, conditions: podConditions(given, status, timestamp(api.now())) },
    });
  }
  api.delete("pods", namespaceOf(given), nameOf(given), { graceSeconds: 0 });
  return undefined;
}

function allStopped(pod: KubeObject, now: string): JsonObject {
  const end = (list: string, known: string): JsonObject[] => {
    const containers = new Map(listOf(specOf(pod)[list]).map((one) => [String(one.name), one]));
    return [...statusesOf(statusOf(pod)[known])].map(([name, status]) =>
      stopped(containers.get(name) ?? {}, status, now),
    );
  };
  const mains = end("containers", "containerStatuses");
  const inits = end("initContainers", "initContainerStatuses");
  return {
    ...statusOf(pod),
    containerStatuses: mains,
    ...(inits.length > 0 ? { initContainerStatuses: inits } : {}),
    phase: finalPhase(mains),
  };
}

/** Tells once for each container that runs. */
function tellKilling(api: ClusterApi, pod: KubeObject): void {
  const running = listOf(statusOf(pod).containerStatuses).filter((one) => stateOf(one, "running"));
  if (running.length === 0 || hasBeenTold(api, pod)) return;
  for (const { name } of running) {
    teller(api, pod)(`spec.containers{${name}}`)("Normal", "Killing", `Stopping container ${name}`);
  }
}

const hasBeenTold = (api: ClusterApi, pod: KubeObject): boolean =>
  api
    .list("events", namespaceOf(pod))
    .some((event) => event.reason === "Killing" && (event.involvedObject as JsonObject).uid === uidOf(pod));

interface Late {
  /** The status of a pod whose time is over. */
  readonly failed?: JsonObject;
  readonly again?: number;
}

/** What a limit to a pod's time on its node means for it now. */
export function untilTooLate(pod: KubeObject, status: JsonObject, now: number): Late | undefined {
  const { activeDeadlineSeconds } = specOf(pod);
  if (activeDeadlineSeconds === undefined || status.phase === "Succeeded" || status.phase === "Failed")
    return undefined;
  const left = Date.parse(String(status.startTime)) + Number(activeDeadlineSeconds) * 1000 - now;
  if (left > 0) return { again: left };
  const message = "Pod was active on the node longer than the specified deadline";
  const ended = allStopped({ ...pod, status }, timestamp(now));
  return { failed: { ...ended, phase: "Failed", reason: "DeadlineExceeded", message } };
}
