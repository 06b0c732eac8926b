import { isEqual } from "../../core/json/equal.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../core/object.ts";
import { readQuantity } from "../../core/quantity.ts";
import { timestamp } from "../api/machine.ts";
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

const component = "default-scheduler";
const AGAIN = 5000;

/** Puts pods on nodes that fit: node selector, taints, room for what they ask. A pod that fits nowhere says why. */
export const scheduler: Controller = {
  name: component,
  watches: ["pods", "nodes"],
  concerns: (resource, object, api) =>
    resource === "pods"
      ? [thingOf(object)]
      : api
          .list("pods")
          .filter((pod) => !specOf(pod).nodeName)
          .map(thingOf),
  reconcile(api, thing) {
    const pod = api.get("pods", ...splitThing(thing));
    if (!pod || specOf(pod).nodeName || isBeingDeleted(pod)) return undefined;
    const nodes = api.list("nodes");
    const refusals = nodes.map((node) => refusal(api, pod, node));
    const fitting = nodes.filter((_, at) => refusals[at] === undefined);
    if (fitting.length === 0) return unschedulable(api, pod, refusals as readonly string[]);
    const load = (node: KubeObject) => api.list("pods").filter((one) => specOf(one).nodeName === nameOf(node)).length;
    const node = [...fitting].sort((a, b) => load(a) - load(b))[0] as KubeObject;
    bind(api, pod, nameOf(node));
    return undefined;
  },
};

function bind(api: ClusterApi, pod: KubeObject, node: string): void {
  const bound = api.update("pods", { ...pod, spec: { ...specOf(pod), nodeName: node } });
  const scheduled = { type: "PodScheduled", status: "True", lastProbeTime: null, observedGeneration: 1 };
  const conditions = withCondition(conditionsOf(bound), scheduled, timestamp(api.now())).map(
    ({ reason: _, message: __, ...one }) => one as JsonObject,
  );
  api.updateStatus("pods", { ...bound, status: { ...statusOf(bound), conditions } });
  const message = `Successfully assigned ${namespaceOf(pod)}/${nameOf(pod)} to ${node}`;
  api.event(pod, { type: "Normal", reason: "Scheduled", message, component });
}

function unschedulable(api: ClusterApi, pod: KubeObject, refusals: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const one of refusals) counts.set(one, (counts.get(one) ?? 0) + 1);
  const reasons = [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(", ");
  const message =
    refusals.length === 0
      ? "no nodes available to schedule pods"
      : `0/${refusals.length} nodes are available: ${reasons}.`;
  const condition = {
    type: "PodScheduled",
    status: "False",
    reason: "Unschedulable",
    message,
    lastProbeTime: null,
    observedGeneration: 1,
  };
  const conditions = withCondition(conditionsOf(pod), condition, timestamp(api.now()));
  const status = { ...statusOf(pod), conditions };
  if (!isEqual(status, pod.status)) {
    api.updateStatus("pods", { ...pod, status });
    api.event(pod, { type: "Warning", reason: "FailedScheduling", message, component });
  }
  return AGAIN;
}

/** Why a pod cannot be on a node, in the scheduler's words; undefined when it can. */
function refusal(api: ClusterApi, pod: KubeObject, node: KubeObject): string | undefined {
  const spec = specOf(pod);
  const taint = untolerated(spec, node);
  if (specOf(node).unschedulable === true) return "node(s) were unschedulable";
  if (taint) return `node(s) had untolerated taint(s)`;
  const wanted = isObject(spec.nodeSelector) ? spec.nodeSelector : {};
  const labels = stringMapOf(node, "labels");
  if (Object.entries(wanted).some(([key, value]) => labels[key] !== value))
    return "node(s) didn't match Pod's node affinity/selector";
  const others = api.list("pods").filter((one) => specOf(one).nodeName === nameOf(node) && !isFinished(one));
  const room = isObject(statusOf(node).allocatable) ? (statusOf(node).allocatable as JsonObject) : {};
  if (others.length >= Number(room.pods ?? 110)) return "Too many pods";
  for (const resource of ["cpu", "memory"]) {
    const used = others.reduce((sum, one) => sum + requested(specOf(one), resource), 0n);
    if (used + requested(spec, resource) > (readQuantity(String(room[resource] ?? "0")) ?? 0n))
      return `Insufficient ${resource}`;
  }
  return undefined;
}

const isFinished = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(String(statusOf(pod).phase));

function requested(spec: JsonObject, resource: string): bigint {
  const containers = Array.isArray(spec.containers) ? spec.containers.filter(isObject) : [];
  return containers.reduce((sum, { resources }) => {
    const requests = isObject(resources) && isObject(resources.requests) ? resources.requests : {};
    return sum + (readQuantity(String(requests[resource] ?? "0")) ?? 0n);
  }, 0n);
}

function untolerated(spec: JsonObject, node: KubeObject): JsonObject | undefined {
  const { taints } = specOf(node);
  const tolerations = Array.isArray(spec.tolerations) ? spec.tolerations.filter(isObject) : [];
  return (Array.isArray(taints) ? taints.filter(isObject) : [])
    .filter(({ effect }) => effect !== "PreferNoSchedule")
    .find(({ key, value, effect }) => !tolerations.some((one) => tolerates(one, { key, value, effect } as JsonObject)));
}

const tolerates = (one: JsonObject, { key, value, effect }: JsonObject): boolean =>
  (!one.effect || one.effect === effect) &&
  (one.operator === "Exists" ? !one.key || one.key === key : one.key === key && (one.value ?? "") === (value ?? ""));
