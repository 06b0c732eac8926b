import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../core/object.ts";
import { type Deletion, deleteObject } from "./delete.ts";
import { ApiError, conflict } from "./error.ts";
import { labelSelectorOf } from "./label-selector.ts";
import { type Machine, timestamp } from "./machine.ts";
import { keep, type Place, storedObject } from "./write.ts";

/** Puts a pod on a node (POST pods/NAME/binding); throws the conflict of a pod that has one. */
export function bindPod(machine: Machine, place: Place, name: string, binding: KubeObject): void {
  const pod = storedObject(machine, place, name);
  const spec = pod.spec as JsonObject;
  const target = isObject(binding.target) ? binding.target : {};
  if (spec.nodeName) {
    throw conflict(
      { group: "", plural: "pods/binding" },
      name,
      `pod ${name} is already assigned to node "${spec.nodeName}"`,
    );
  }
  const scheduled = {
    type: "PodScheduled",
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: timestamp(machine.clock.now()),
  };
  const status = isObject(pod.status) ? pod.status : {};
  const others = Array.isArray(status.conditions)
    ? status.conditions.filter((one) => !isObject(one) || one.type !== "PodScheduled")
    : [];
  const bound = {
    ...pod,
    spec: { ...spec, nodeName: target.name ?? "" },
    status: { ...status, conditions: [...others, scheduled] },
  };
  keep(machine, place.kind, bound, {});
}

/** Deletes a pod unless a PodDisruptionBudget holds it; throws the 429 that drain waits for. */
export function evictPod(machine: Machine, place: Place, name: string, how: Deletion): void {
  const pod = storedObject(machine, place, name);
  const budget = machine.store
    .list("poddisruptionbudgets.policy", namespaceOf(pod))
    .find(({ spec }) => labelSelectorOf((spec as JsonObject).selector)(stringMapOf(pod, "labels")));
  const allowed = budget && isObject(budget.status) ? Number(budget.status.disruptionsAllowed ?? 0) : 1;
  const isRunning = (pod.status as JsonObject | undefined)?.phase === "Running";
  if (budget && isRunning && allowed < 1) throw heldBack(budget);
  if (budget && isRunning && !how.dryRun) takeDisruption(machine, budget, allowed - 1);
  deleteObject(machine, place, name, how);
}

function heldBack(budget: KubeObject): ApiError {
  const status = isObject(budget.status) ? budget.status : {};
  const needs = `The disruption budget ${nameOf(budget)} needs ${status.desiredHealthy ?? 0} healthy pods and has ${status.currentHealthy ?? 0} currently`;
  return new ApiError(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", {
    causes: [{ reason: "DisruptionBudget", message: needs, field: "" }],
  });
}

function takeDisruption(machine: Machine, budget: KubeObject, left: number): void {
  const status = { ...(budget.status as JsonObject), disruptionsAllowed: left };
  machine.store.put("poddisruptionbudgets.policy", { ...budget, status });
}
