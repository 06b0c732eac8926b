import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { tolerates, untolerated } from "../scheduler/fit.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import { conditionsOf, isBeingDeleted, listOf, nowOf, specOf, statusOf, withCondition } from "./owned.ts";
import { isFinished } from "./pod-state.ts";

const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

/** Gives a node that was cordoned its taint, and takes pods off nodes whose taints they do not tolerate any longer. */
export function taints(): Controller {
  // Since when a taint has been there: as in the real controller, a restart begins to count anew.
  const seen = new Map<string, number>();
  return {
    name: "taint-eviction-controller",
    watches: ["nodes", "pods"],
    concerns(resource, object) {
      if (resource === "nodes") return [nameOf(object)];
      const { nodeName } = specOf(object);
      return nodeName ? [String(nodeName)] : [];
    },
    reconcile(api, name) {
      const node = api.get("nodes", "", name);
      forget(seen, name, node);
      if (!node) return undefined;
      if (cordon(api, node)) return undefined;
      const evicting = listOf(specOf(node).taints).filter(({ effect }) => effect === "NoExecute");
      if (evicting.length === 0) return undefined;
      const sinceWhen = (taint: JsonObject): number => {
        const key = keyOf(name, taint);
        const since = seen.get(key) ?? api.now();
        seen.set(key, since);
        return since;
      };
      evicting.forEach(sinceWhen);
      const pods = api.list("pods").filter((pod) => specOf(pod).nodeName === name);
      const waits = pods
        .filter((pod) => !isBeingDeleted(pod) && !isFinished(pod))
        .flatMap((pod) => {
          const left = untilEviction(pod, node, api.now(), sinceWhen);
          if (left !== 0) return left ?? [];
          evict(api, pod);
          return [];
        });
      return waits.length > 0 ? Math.min(...waits) : undefined;
    },
  };
}

const keyOf = (node: string, { key, value = "" }: JsonObject): string => `${node} ${key}=${value}`;

function forget(seen: Map<string, number>, name: string, node: KubeObject | undefined): void {
  const known = new Set(listOf(node && specOf(node).taints).map((taint) => keyOf(name, taint)));
  for (const key of seen.keys()) if (key.startsWith(`${name} `) && !known.has(key)) seen.delete(key);
}

/** Brings the taint of a node into line with its being unschedulable; true when it had to. */
function cordon(api: ClusterApi, node: KubeObject): boolean {
  const { unschedulable, taints: _, ...rest } = specOf(node);
  const all = listOf(specOf(node).taints);
  const others = all.filter((taint) => taint.key !== UNSCHEDULABLE);
  if ((unschedulable === true) === others.length < all.length) return false;
  const own = { key: UNSCHEDULABLE, effect: "NoSchedule", timeAdded: nowOf(api) };
  const next = unschedulable === true ? [...others, own] : others;
  const spec: JsonObject = { ...rest, ...(unschedulable === true ? { unschedulable } : {}) };
  api.update("nodes", { ...node, spec: next.length > 0 ? { ...spec, taints: next } : spec });
  return true;
}

/** How long a pod may still stay: 0 is not at all, undefined for good. */
function untilEviction(
  pod: KubeObject,
  node: KubeObject,
  now: number,
  sinceWhen: (taint: JsonObject) => number,
): number | undefined {
  if (untolerated(specOf(pod), node, ["NoExecute"]).length > 0) return 0;
  const evicting = listOf(specOf(node).taints).filter(({ effect }) => effect === "NoExecute");
  const limits = listOf(specOf(pod).tolerations).flatMap((one) => {
    const taint = evicting.find((other) => tolerates(one, other));
    if (!taint || one.tolerationSeconds === undefined) return [];
    return Math.max(0, sinceWhen(taint) + Number(one.tolerationSeconds) * 1000 - now);
  });
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

function evict(api: ClusterApi, pod: KubeObject): void {
  const condition = {
    type: "DisruptionTarget",
    status: "True",
    reason: "DeletionByTaintManager",
    message: "Taint manager: deleting due to NoExecute taint",
    lastProbeTime: null,
    observedGeneration: 1,
  };
  const conditions = withCondition(conditionsOf(pod), condition, nowOf(api));
  api.updateStatus("pods", { ...pod, status: { ...statusOf(pod), conditions } });
  const message = `Marking for deletion Pod ${namespaceOf(pod)}/${nameOf(pod)}`;
  const component = "taint-eviction-controller";
  api.event(pod, { type: "Normal", reason: "TaintManagerEviction", message, component });
  api.delete("pods", namespaceOf(pod), nameOf(pod));
}
