import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { labelSelectorOf } from "../api/label-selector.ts";
import { isWanted, untolerated } from "../scheduler/fit.ts";
import { adopters, claim } from "./adopt.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import { createPod, deletePod, podOfTemplate, templateOf } from "./make-pod.ts";
import {
  concernsOwner,
  counted,
  generationOf,
  isBeingDeleted,
  listOf,
  mapOf,
  setStatus,
  share,
  specOf,
  splitThing,
  statusOf,
  textsOf,
  thingOf,
} from "./owned.ts";
import { isActive, isAvailable, isFinished, isReady, nextAvailable } from "./pod-state.ts";
import { forgetRevisions, hashOf, revisionsOf } from "./revisions.ts";

const SETS = "daemonsets.apps";
const HASH = "controller-revision-hash";
const GENERATION = "deprecated.daemonset.template.generation";
const component = "daemonset-controller";
const fitsOf = (set: KubeObject) => labelSelectorOf(specOf(set).selector);

/** Keeps one pod on every node that fits. */
export const daemonSets: Controller = {
  name: component,
  watches: [SETS, "pods", "nodes"],
  concerns(resource, object, api) {
    if (resource === "nodes") return api.list(SETS).map(thingOf);
    const own = concernsOwner(object, "DaemonSet");
    return own.length > 0 || resource === SETS ? own : adopters(api, SETS, object, fitsOf).map(thingOf);
  },
  reconcile(api, thing) {
    const set = api.get(SETS, ...splitThing(thing));
    if (!set || isBeingDeleted(set)) return undefined;
    const revisions = revisionsOf(api, set, HASH);
    const hash = hashOf(revisions.at(-1) as KubeObject, HASH);
    const nodes = api.list("nodes").filter((node) => isFitting(set, node));
    try {
      place(api, set, nodes, hash);
      renew(api, set, nodes, hash);
    } finally {
      writeStatus(api, set, nodes, hash);
    }
    const pods = claim(api, "pods", set, fitsOf(set));
    const used = new Set([hash, ...pods.map((pod) => stringMapOf(pod, "labels")[HASH])]);
    forgetRevisions(api, set, revisions, (one) => used.has(hashOf(one, HASH)));
    return nextAvailable(pods, Number(specOf(set).minReadySeconds ?? 0), api.now());
  },
};

/** What every daemon pod tolerates. */
const TOLERATIONS: readonly JsonObject[] = [
  ...["not-ready", "unreachable"].map((key) => ({ effect: "NoExecute", key, operator: "Exists" })),
  ...["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map((key) => ({
    effect: "NoSchedule",
    key,
    operator: "Exists",
  })),
].map((one) => ({ ...one, key: `node.kubernetes.io/${one.key}` }));

const tolerant = (set: KubeObject): JsonObject => {
  const spec = mapOf(templateOf(set).spec);
  return { ...spec, tolerations: [...listOf(spec.tolerations), ...TOLERATIONS] };
};

const isFitting = (set: KubeObject, node: KubeObject): boolean => {
  const spec = tolerant(set);
  return isWanted(spec, node) && untolerated(spec, node, ["NoSchedule", "NoExecute"]).length === 0;
};

/** The node a pod is on, or the one it was made for. */
function nodeOf(pod: KubeObject): string {
  const { nodeName, affinity } = specOf(pod);
  if (nodeName) return String(nodeName);
  const required = mapOf(mapOf(mapOf(affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution);
  const fields = listOf(required.nodeSelectorTerms).flatMap((term) => listOf(term.matchFields));
  return textsOf(fields[0]?.values)[0] ?? "";
}

function place(api: ClusterApi, set: KubeObject, nodes: readonly KubeObject[], hash: string): void {
  const pods = claim(api, "pods", set, fitsOf(set));
  const wanted = new Set(nodes.map(nameOf));
  for (const node of nodes) {
    const own = pods.filter((pod) => nodeOf(pod) === nameOf(node));
    for (const pod of own.filter((one) => isFinished(one) && !isBeingDeleted(one))) deletePod(api, set, pod, component);
    if (own.length === 0) createPod(api, set, daemonPod(set, nameOf(node), hash), component);
    for (const pod of own.filter(isActive).slice(1)) deletePod(api, set, pod, component);
  }
  for (const pod of pods.filter((one) => isActive(one) && !wanted.has(nodeOf(one))))
    deletePod(api, set, pod, component);
}

function daemonPod(set: KubeObject, node: string, hash: string): KubeObject {
  const spec = tolerant(set);
  const matchFields = [{ key: "metadata.name", operator: "In", values: [node] }];
  const nodeAffinity = {
    ...mapOf(mapOf(spec.affinity).nodeAffinity),
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
  };
  const template = { ...templateOf(set), spec: { ...spec, affinity: { ...mapOf(spec.affinity), nodeAffinity } } };
  const generation = stringMapOf(set, "annotations")[GENERATION] ?? String(generationOf(set));
  return podOfTemplate(set, template, { labels: { [HASH]: hash, "pod-template-generation": generation } });
}

/** Takes old pods away, so many at once as the strategy allows to be missing. */
function renew(api: ClusterApi, set: KubeObject, nodes: readonly KubeObject[], hash: string): void {
  const strategy = mapOf(specOf(set).updateStrategy);
  if (strategy.type === "OnDelete") return;
  const most = Math.max(1, share(mapOf(strategy.rollingUpdate).maxUnavailable ?? 1, nodes.length, Math.ceil));
  const minReady = Number(specOf(set).minReadySeconds ?? 0);
  const pods = claim(api, "pods", set, fitsOf(set)).filter(isActive);
  const isGood = (pod: KubeObject) => isAvailable(pod, minReady, api.now());
  const olds = pods.filter((pod) => stringMapOf(pod, "labels")[HASH] !== hash);
  const broken = olds.filter((pod) => !isGood(pod));
  const missing = nodes.length - pods.filter(isGood).length - broken.length;
  const taken = olds.filter(isGood).slice(0, Math.max(0, most - missing - broken.length));
  for (const pod of [...broken, ...taken]) deletePod(api, set, pod, component);
}

function writeStatus(api: ClusterApi, set: KubeObject, nodes: readonly KubeObject[], hash: string): void {
  const minReady = Number(specOf(set).minReadySeconds ?? 0);
  const pods = claim(api, "pods", set, fitsOf(set)).filter((pod) => !isFinished(pod));
  const wanted = new Set(nodes.map(nameOf));
  const placed = pods.filter((pod) => wanted.has(nodeOf(pod)));
  const available = placed.filter((pod) => isActive(pod) && isAvailable(pod, minReady, api.now())).length;
  const { collisionCount } = statusOf(set);
  setStatus(api, SETS, set, {
    ...(collisionCount === undefined ? {} : { collisionCount }),
    currentNumberScheduled: placed.length,
    desiredNumberScheduled: nodes.length,
    ...counted({ numberAvailable: available, numberUnavailable: nodes.length - available }),
    numberMisscheduled: pods.filter((pod) => specOf(pod).nodeName && !wanted.has(nodeOf(pod))).length,
    numberReady: placed.filter((pod) => isActive(pod) && isReady(pod)).length,
    observedGeneration: generationOf(set),
    ...counted({ updatedNumberScheduled: placed.filter((pod) => stringMapOf(pod, "labels")[HASH] === hash).length }),
  });
}
