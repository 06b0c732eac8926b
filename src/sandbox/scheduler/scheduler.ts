import { isEqual } from "../../core/json/equal.ts";
import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import type { ClusterApi, Controller } from "../controllers/controller.ts";
import {
  conditionsOf,
  generationOf,
  isBeingDeleted,
  listOf,
  nowOf,
  specOf,
  splitThing,
  statusOf,
  thingOf,
  withCondition,
} from "../controllers/owned.ts";
import { isFinished } from "../controllers/pod-state.ts";
import { CLAIMS, claimNames, claimProblem, selectNode } from "./claims.ts";
import { type Question, type Refusal, refusalOf } from "./refusal.ts";
import { nowhereWords, unschedulableWords } from "./words.ts";

const component = "default-scheduler";
const AGAIN = 5000;

/** Puts pods on nodes that fit and have room. A pod that fits nowhere says why. */
export const scheduler: Controller = {
  name: component,
  watches: ["pods", "nodes", CLAIMS],
  concerns(resource, object, api) {
    if (resource === "pods") return [thingOf(object)];
    const isNode = resource === "nodes";
    return api
      .list("pods", isNode ? undefined : namespaceOf(object))
      .filter((pod) => !specOf(pod).nodeName && (isNode || claimNames(pod).includes(nameOf(object))))
      .map(thingOf);
  },
  reconcile(api, thing) {
    const pod = api.get("pods", ...splitThing(thing));
    if (!pod || specOf(pod).nodeName || isBeingDeleted(pod)) return undefined;
    if ((specOf(pod).schedulerName ?? component) !== component) return undefined;
    if (listOf(specOf(pod).schedulingGates).length > 0) return gated(api, pod);
    const question = questionOf(api, pod);
    const { nodes } = question;
    const problem = nodes.length > 0 ? claimProblem(api, pod) : undefined;
    if (problem) return unschedulable(api, pod, nowhereWords(nodes.length, problem));
    const refusals = nodes.map((node) => refusalOf(question, node));
    const fitting = nodes.filter((_, at) => refusals[at] === undefined);
    if (fitting.length === 0) return unschedulable(api, pod, unschedulableWords(pod, refusals as Refusal[]));
    const node = nameOf(emptiest(question, fitting));
    if (!selectNode(api, pod, node)) bind(api, pod, node);
    return undefined;
  },
};

function questionOf(api: ClusterApi, pod: KubeObject): Question {
  const nodes = api.list("nodes");
  const byName = new Map(nodes.map((node) => [nameOf(node), node]));
  const placed = api.list("pods").flatMap((one) => {
    const node = byName.get(String(specOf(one).nodeName));
    return node && !isFinished(one) ? [{ pod: one, node }] : [];
  });
  return { pod, nodes, placed };
}

function emptiest({ placed }: Question, nodes: readonly KubeObject[]): KubeObject {
  const load = (node: KubeObject) => placed.filter((one) => one.node === node).length;
  return [...nodes].sort((a, b) => load(a) - load(b))[0] as KubeObject;
}

function bind(api: ClusterApi, pod: KubeObject, node: string): void {
  const bound = api.update("pods", { ...pod, spec: { ...specOf(pod), nodeName: node } });
  const scheduled = { type: "PodScheduled", status: "True", lastProbeTime: null, observedGeneration: 1 };
  const conditions = withCondition(conditionsOf(bound), scheduled, nowOf(api)).map(
    ({ reason: _, message: __, ...one }) => one as JsonObject,
  );
  api.updateStatus("pods", { ...bound, status: { ...statusOf(bound), conditions } });
  const message = `Successfully assigned ${namespaceOf(pod)}/${nameOf(pod)} to ${node}`;
  api.event(pod, { type: "Normal", reason: "Scheduled", message, component, action: "Binding" });
}

/** Notes why a pod has no node; true when it says something new. */
function note(api: ClusterApi, pod: KubeObject, reason: string, message: string): boolean {
  const condition = {
    type: "PodScheduled",
    status: "False",
    reason,
    message,
    lastProbeTime: null,
    observedGeneration: generationOf(pod),
  };
  const status = { ...statusOf(pod), conditions: withCondition(conditionsOf(pod), condition, nowOf(api)) };
  if (isEqual(status, statusOf(pod))) return false;
  api.updateStatus("pods", { ...pod, status });
  return true;
}

function gated(api: ClusterApi, pod: KubeObject): undefined {
  note(api, pod, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");
  return undefined;
}

function unschedulable(api: ClusterApi, pod: KubeObject, message: string): number {
  if (note(api, pod, "Unschedulable", message)) {
    const reason = "FailedScheduling";
    api.event(pod, { type: "Warning", reason, message, component, action: "Scheduling" });
  }
  return AGAIN;
}
