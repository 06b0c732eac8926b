import { type JsonObject, type KubeObject, stringMapOf } from "../../core/object.ts";
import { labelSelectorOf } from "../api/label-selector.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import {
  controllerOf,
  generationOf,
  isBeingDeleted,
  mapOf,
  nowOf,
  setStatus,
  share,
  specOf,
  splitThing,
  statusOf,
  sum,
  thingOf,
  uidOf,
  withCondition,
} from "./owned.ts";
import { isFinished, isReady } from "./pod-state.ts";

const BUDGETS = "poddisruptionbudgets.policy";
const OWNERS = ["replicasets.apps", "statefulsets.apps", "replicationcontrollers", "deployments.apps"];

/** Says of every budget how many of its pods may be missed now. */
export const disruptionBudgets: Controller = {
  name: "disruption-controller",
  watches: [BUDGETS, "pods", ...OWNERS],
  concerns(resource, object, api) {
    if (resource === BUDGETS) return [thingOf(object)];
    const budgets = api.list(BUDGETS, String((object.metadata as JsonObject).namespace));
    const pod = resource === "pods" ? object : mapOf(specOf(object).template);
    return budgets.filter((one) => fits(one, pod)).map(thingOf);
  },
  reconcile(api, thing) {
    const budget = api.get(BUDGETS, ...splitThing(thing));
    if (!budget || isBeingDeleted(budget)) return undefined;
    const [namespace] = splitThing(thing);
    const pods = api.list("pods", namespace).filter((pod) => fits(budget, pod) && !isFinished(pod));
    if (pods.length === 0) tell(api, budget, "Normal", "NoPods", "No matching pods found");
    setStatus(api, BUDGETS, budget, statusFor(api, budget, pods));
    return undefined;
  },
};

const fits = (budget: KubeObject, pod: KubeObject): boolean =>
  labelSelectorOf(specOf(budget).selector)(stringMapOf(pod, "labels"));

function tell(api: ClusterApi, budget: KubeObject, type: "Normal" | "Warning", reason: string, message: string): void {
  api.event(budget, { type, reason, message, component: "controllermanager", quietFor: 10_000 });
}

function statusFor(api: ClusterApi, budget: KubeObject, pods: readonly KubeObject[]): JsonObject {
  const { minAvailable, maxUnavailable } = specOf(budget);
  const isCounted = maxUnavailable === undefined && typeof minAvailable !== "string";
  const expected = isCounted ? pods.length : expectedOf(api, budget, pods);
  const wanted =
    maxUnavailable === undefined
      ? share(minAvailable ?? 0, expected, Math.ceil)
      : Math.max(0, expected - share(maxUnavailable, expected, Math.ceil));
  const healthy = pods.filter((pod) => isReady(pod) && !isBeingDeleted(pod)).length;
  const allowed = expected === 0 ? 0 : Math.max(0, healthy - wanted);
  const condition = {
    type: "DisruptionAllowed",
    status: allowed > 0 ? "True" : "False",
    reason: allowed > 0 ? "SufficientPods" : "InsufficientPods",
    message: "",
    observedGeneration: generationOf(budget),
  };
  const { conditions } = statusOf(budget);
  return {
    conditions: withCondition(Array.isArray(conditions) ? (conditions as JsonObject[]) : [], condition, nowOf(api)),
    currentHealthy: healthy,
    desiredHealthy: wanted,
    disruptionsAllowed: allowed,
    expectedPods: expected,
    observedGeneration: generationOf(budget),
  };
}

/** How many pods their owners want in all; pods without one are told of. */
function expectedOf(api: ClusterApi, budget: KubeObject, pods: readonly KubeObject[]): number {
  const sizes = new Map<string, number>();
  let hasUnmanaged = false;
  for (const pod of pods) {
    const owner = ownerOf(api, pod);
    if (owner) sizes.set(uidOf(owner), Number(specOf(owner).replicas ?? 1));
    else hasUnmanaged = true;
  }
  if (hasUnmanaged) tell(api, budget, "Warning", "UnmanagedPods", unmanaged(budget));
  return sum([...sizes.values()]);
}

/** What controls a pod, and what controls that, where it is something with a size. */
function ownerOf(api: ClusterApi, object: KubeObject): KubeObject | undefined {
  const reference = controllerOf(object);
  if (!reference) return undefined;
  const owners = OWNERS.flatMap((type) => api.list(type, String((object.metadata as JsonObject).namespace)));
  const owner = owners.find((one) => uidOf(one) === reference.uid);
  return owner && (ownerOf(api, owner) ?? owner);
}

function unmanaged(budget: KubeObject): string {
  const { matchLabels } = (specOf(budget).selector ?? {}) as { matchLabels?: Record<string, string> };
  const labels = Object.entries(matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const map = `map[string]string{${labels.map(([key, value]) => `${key}: ${value},`).join("")}}`;
  return (
    `Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:${map},MatchExpressions:[]LabelSelectorRequirement{},}) ` +
    "were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. " +
    'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.'
  );
}
