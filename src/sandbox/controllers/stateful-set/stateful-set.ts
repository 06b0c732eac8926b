import type { KubeObject } from "../../../core/object.ts";
import { nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { labelSelectorOf } from "../../api/label-selector.ts";
import { adopters, claim } from "../adopt.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { concernsOwner, isBeingDeleted, mapOf, setStatus, specOf, splitThing, statusOf, thingOf } from "../owned.ts";
import { isFinished, isReady, nextAvailable, untilAvailable } from "../pod-state.ts";
import { forgetRevisions, rememberedTemplate, revisionsOf } from "../revisions.ts";
import { keepClaims } from "./claims.ts";
import { createStatefulPod, deleteStatefulPod, ordinalOf, REVISION_LABEL, revisionOf } from "./pods.ts";
import { statusFor } from "./status.ts";

const SETS = "statefulsets.apps";
const HASH = "controller.kubernetes.io/hash";

/** What one look at a stateful set works with. */
export interface StatefulView {
  readonly api: ClusterApi;
  readonly set: KubeObject;
  /** By ordinal. */
  readonly pods: ReadonlyMap<number, KubeObject>;
  readonly start: number;
  readonly size: number;
  readonly isOrdered: boolean;
  readonly current: KubeObject;
  readonly update: KubeObject;
}

const fitsOf = (set: KubeObject) => labelSelectorOf(specOf(set).selector);

/** Keeps numbered pods: made one after the other, removed and renewed from the last to the first. */
export const statefulSets: Controller = {
  name: "statefulset-controller",
  watches: [SETS, "pods", "persistentvolumeclaims"],
  concerns(resource, object, api) {
    if (resource === "persistentvolumeclaims") return [];
    const own = concernsOwner(object, "StatefulSet");
    return own.length > 0 || resource === SETS ? own : adopters(api, SETS, object, fitsOf).map(thingOf);
  },
  reconcile(api, thing) {
    const set = api.get(SETS, ...splitThing(thing));
    if (!set) return undefined;
    if (isBeingDeleted(set)) return undefined;
    const revisions = revisionsOf(api, set, HASH);
    const update = revisions.at(-1) as KubeObject;
    const current = revisions.find((one) => nameOf(one) === statusOf(set).currentRevision) ?? update;
    const view = viewOf(api, set, current, update);
    try {
      step(view);
      keepClaims(view);
    } finally {
      setStatus(api, SETS, set, statusFor(viewOf(api, set, current, update)));
    }
    const used = new Set([...view.pods.values()].map(revisionOf).concat(nameOf(current), nameOf(update)));
    forgetRevisions(api, set, revisions, (one) => used.has(nameOf(one)));
    return nextAvailable([...view.pods.values()], Number(specOf(set).minReadySeconds ?? 0), api.now());
  },
};

function viewOf(api: ClusterApi, set: KubeObject, current: KubeObject, update: KubeObject): StatefulView {
  const found = claim(api, "pods", set, fitsOf(set));
  const numbered = found.flatMap((pod) => {
    const ordinal = ordinalOf(set, pod);
    return ordinal === undefined ? [] : [[ordinal, pod] as const];
  });
  return {
    api,
    set,
    pods: new Map(numbered.sort(([a], [b]) => a - b)),
    start: Number(mapOf(specOf(set).ordinals).start ?? 0),
    size: Number(specOf(set).replicas ?? 1),
    isOrdered: specOf(set).podManagementPolicy !== "Parallel",
    current,
    update,
  };
}

const isHealthy = ({ api, set }: StatefulView, pod: KubeObject): boolean =>
  statusOf(pod).phase === "Running" &&
  isReady(pod) &&
  !isBeingDeleted(pod) &&
  untilAvailable(pod, Number(specOf(set).minReadySeconds ?? 0), api.now()) === 0;

/** One step: fill up, then scale down, then renew; an ordered set does one pod at a time and waits for it. */
function step(view: StatefulView): void {
  if (!fillUp(view)) return;
  if (!scaleDown(view)) return;
  if (mapOf(specOf(view.set).updateStrategy).type !== "OnDelete") renew(view);
}

/** Makes the pods that are missing; false while an ordered set waits for one. */
function fillUp(view: StatefulView): boolean {
  const { api, set, pods, start, size, isOrdered } = view;
  for (let ordinal = start; ordinal < start + size; ordinal++) {
    const pod = pods.get(ordinal);
    if (!pod) {
      const revision = revisionFor(view, ordinal);
      createStatefulPod(api, set, { ordinal, revision: nameOf(revision), template: rememberedTemplate(revision) });
      if (isOrdered) return false;
    } else if (isFinished(pod) && !isBeingDeleted(pod)) {
      const message = `StatefulSet ${namespaceOf(set)}/${nameOf(set)} is recreating failed Pod ${nameOf(pod)}`;
      api.event(set, { type: "Warning", reason: "RecreatingFailedPod", message, component: "statefulset-controller" });
      deleteStatefulPod(api, set, pod);
      if (isOrdered) return false;
    } else if (isOrdered && !isHealthy(view, pod)) return false;
  }
  return true;
}

/** Below the partition, or while few pods are new yet, a pod comes back as it was. */
function revisionFor({ set, current, update, start }: StatefulView, ordinal: number): KubeObject {
  const strategy = mapOf(specOf(set).updateStrategy);
  const partition = Number(mapOf(strategy.rollingUpdate).partition ?? 0);
  return strategy.type !== "OnDelete" && ordinal < start + partition ? current : update;
}

/** Removes the pods beyond the size, the last first; false while some are left. */
function scaleDown(view: StatefulView): boolean {
  const { api, set, pods, start, size, isOrdered } = view;
  const excess = [...pods].filter(([ordinal]) => ordinal < start || ordinal >= start + size).reverse();
  if (isOrdered && excess.some(([, pod]) => isBeingDeleted(pod))) return false;
  for (const [, pod] of excess) {
    if (!isBeingDeleted(pod)) deleteStatefulPod(api, set, pod);
    if (isOrdered) return false;
  }
  return excess.length === 0;
}

/** Takes away the last pod of an old revision, once those after it are healthy. */
function renew(view: StatefulView): void {
  const { api, set, pods, start, size, update } = view;
  const partition = Number(mapOf(mapOf(specOf(set).updateStrategy).rollingUpdate).partition ?? 0);
  for (let ordinal = start + size - 1; ordinal >= start + partition; ordinal--) {
    const pod = pods.get(ordinal);
    if (!pod) return;
    const isOld = stringMapOf(pod, "labels")[REVISION_LABEL] !== nameOf(update);
    if (isOld && !isBeingDeleted(pod)) return deleteStatefulPod(api, set, pod);
    if (!isHealthy(view, pod)) return;
  }
}
