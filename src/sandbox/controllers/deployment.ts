import {
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  nameOf,
  namespaceOf,
  stringMapOf,
} from "../../core/object.ts";
import { isEqual } from "../api/equal.ts";
import { timestamp } from "../api/machine.ts";
import { metadataOf, withMetadata } from "../api/metadata.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import {
  concernsOwner,
  conditionsOf,
  isBeingDeleted,
  ownedBy,
  ownerReference,
  specOf,
  splitThing,
  statusOf,
  withCondition,
} from "./owned.ts";
import { templateHash } from "./template-hash.ts";

const SETS = "replicasets.apps";
const REVISION = "deployment.kubernetes.io/revision";
const HASH = "pod-template-hash";
const component = "deployment-controller";

/** Brings a deployment's pods to its template: a replica set for each template, scaled up and down as its strategy says. */
export const deployments: Controller = {
  name: component,
  watches: ["deployments.apps", SETS],
  concerns: (_, object) => concernsOwner(object, "Deployment"),
  reconcile(api, thing) {
    const deployment = api.get("deployments.apps", ...splitThing(thing));
    if (!deployment || isBeingDeleted(deployment)) return undefined;
    const sets = ownedBy(api, SETS, deployment);
    const newest = currentSet(api, deployment, sets);
    if (newest && specOf(deployment).paused !== true) {
      const others = sets.filter((one) => nameOf(one) !== nameOf(newest));
      scaleSets(api, deployment, newest, others);
      forgetOld(api, deployment, others);
    }
    writeStatus(api, deployment, newest && nameOf(newest));
    return undefined;
  },
};

/** The replica set of the present template, made when there is none; its revision is the highest. */
function currentSet(api: ClusterApi, deployment: KubeObject, sets: readonly KubeObject[]): KubeObject | undefined {
  const template = specOf(deployment).template as JsonObject;
  const hash = templateHash(template);
  const known = sets.find((one) => stringMapOf(one, "labels")[HASH] === hash);
  const revisions = sets
    .filter((one) => one !== known)
    .map((one) => Number(stringMapOf(one, "annotations")[REVISION] ?? 0));
  const own = Number(known ? (stringMapOf(known, "annotations")[REVISION] ?? 0) : 0);
  const highest = Math.max(0, ...revisions);
  const revision = String(own > highest ? own : highest + 1);
  if (!known && specOf(deployment).paused === true) return undefined;
  const set = known ? revised(api, known, revision) : createSet(api, deployment, { hash, revision });
  if (stringMapOf(deployment, "annotations")[REVISION] !== revision) {
    const annotations = { ...stringMapOf(deployment, "annotations"), [REVISION]: revision };
    api.update("deployments.apps", withMetadata(deployment, { annotations }));
  }
  return set;
}

function revised(api: ClusterApi, set: KubeObject, revision: string): KubeObject {
  const annotations = stringMapOf(set, "annotations");
  if (annotations[REVISION] === revision) return set;
  return api.update(SETS, withMetadata(set, { annotations: { ...annotations, [REVISION]: revision } }));
}

function createSet(
  api: ClusterApi,
  deployment: KubeObject,
  { hash, revision }: { hash: string; revision: string },
): KubeObject {
  const spec = specOf(deployment);
  const template = spec.template as JsonObject;
  const labels = { ...stringMapOf(template, "labels"), [HASH]: hash };
  const selector = isObject(spec.selector) ? spec.selector : {};
  const matchLabels = { ...(isObject(selector.matchLabels) ? selector.matchLabels : {}), [HASH]: hash };
  return api.create(SETS, {
    metadata: {
      name: `${nameOf(deployment)}-${hash}`,
      namespace: namespaceOf(deployment),
      labels,
      annotations: {
        "deployment.kubernetes.io/desired-replicas": String(spec.replicas ?? 1),
        "deployment.kubernetes.io/max-replicas": String(Number(spec.replicas ?? 1) + limits(spec).surge),
        [REVISION]: revision,
      },
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: { ...selector, matchLabels },
      template: { ...template, metadata: { ...(template.metadata as JsonObject), labels } },
    },
  });
}

/** How many pods may be too many and too few: whole numbers, or shares of the wanted number (rounded up and down). */
function limits(spec: JsonObject): { surge: number; unavailable: number } {
  const wanted = Number(spec.replicas ?? 1);
  const strategy = isObject(spec.strategy) ? spec.strategy : {};
  const rolling = isObject(strategy.rollingUpdate) ? strategy.rollingUpdate : {};
  const count = (value: Json | undefined, round: (share: number) => number): number =>
    typeof value === "string" && value.endsWith("%")
      ? round((wanted * Number.parseFloat(value)) / 100)
      : Number(value ?? 0);
  const surge = count(rolling.maxSurge ?? "25%", Math.ceil);
  const unavailable = count(rolling.maxUnavailable ?? "25%", Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

const sizeOf = (set: KubeObject): number => Number(specOf(set).replicas ?? 0);
const availableOf = (set: KubeObject): number => Number(statusOf(set).availableReplicas ?? 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function scaleSets(api: ClusterApi, deployment: KubeObject, newest: KubeObject, others: readonly KubeObject[]): void {
  const spec = specOf(deployment);
  const wanted = Number(spec.replicas ?? 1);
  const strategy = isObject(spec.strategy) ? spec.strategy : {};
  if (strategy.type === "Recreate") {
    for (const set of others) scale(api, deployment, set, 0);
    const isGone = others.every((set) => Number(statusOf(set).replicas ?? 0) === 0);
    if (isGone) scale(api, deployment, newest, wanted);
    return;
  }
  const { surge, unavailable } = limits(spec);
  const room = wanted + surge - sum(others.map(sizeOf)) - sizeOf(newest);
  const size = sizeOf(newest);
  const next = size > wanted ? wanted : Math.min(wanted, size + Math.max(0, room));
  if (next !== size) scale(api, deployment, newest, next);
  let spare = sum([...others, newest].map(availableOf)) - (wanted - unavailable);
  for (const set of others) {
    // Pods that are not available may go at any time.
    const broken = sizeOf(set) - availableOf(set);
    const down = Math.min(sizeOf(set), broken + Math.max(0, Math.min(spare, availableOf(set))));
    spare -= Math.max(0, down - broken);
    if (down > 0) scale(api, deployment, set, sizeOf(set) - down);
  }
}

function scale(api: ClusterApi, deployment: KubeObject, set: KubeObject, size: number): void {
  const before = sizeOf(set);
  if (before === size) return;
  api.update(SETS, { ...set, spec: { ...specOf(set), replicas: size } });
  const word = size > before ? "up" : "down";
  const message = `Scaled ${word} replica set ${nameOf(set)} from ${before} to ${size}`;
  api.event(deployment, { type: "Normal", reason: "ScalingReplicaSet", message, component });
}

/** Of the replica sets that have no pods any more only the last few are kept. */
function forgetOld(api: ClusterApi, deployment: KubeObject, others: readonly KubeObject[]): void {
  const most = Number(specOf(deployment).revisionHistoryLimit ?? 10);
  const revision = (set: KubeObject) => Number(stringMapOf(set, "annotations")[REVISION] ?? 0);
  const idle = others.filter((set) => sizeOf(set) === 0 && Number(statusOf(set).replicas ?? 0) === 0);
  for (const set of [...idle].sort((a, b) => revision(b) - revision(a)).slice(most)) {
    api.delete(SETS, namespaceOf(set), nameOf(set));
  }
}

function writeStatus(api: ClusterApi, given: KubeObject, newestName: string | undefined): void {
  const deployment = api.get("deployments.apps", namespaceOf(given), nameOf(given));
  if (!deployment) return;
  const sets = ownedBy(api, SETS, deployment);
  const newest = sets.find((one) => nameOf(one) === newestName);
  const wanted = Number(specOf(deployment).replicas ?? 1);
  const count = (field: string) => sum(sets.map((set) => Number(statusOf(set)[field] ?? 0)));
  const [total, ready, available] = [count("replicas"), count("readyReplicas"), count("availableReplicas")];
  const updated = newest ? Number(statusOf(newest).replicas ?? 0) : 0;
  const missing = Math.max(0, total - available);
  const status: JsonObject = {
    ...(statusOf(deployment).collisionCount === undefined
      ? {}
      : { collisionCount: statusOf(deployment).collisionCount as Json }),
    observedGeneration: Number(metadataOf(deployment).generation ?? 1),
    ...Object.fromEntries(
      Object.entries({
        replicas: total,
        updatedReplicas: updated,
        readyReplicas: ready,
        availableReplicas: available,
        unavailableReplicas: missing,
      }).filter(([, value]) => value > 0),
    ),
    conditions: conditionsFor(api, deployment, { newestName, wanted, available, updated, total }),
  };
  if (!isEqual(deployment.status, status)) api.updateStatus("deployments.apps", { ...deployment, status });
}

interface Counts {
  readonly newestName: string | undefined;
  readonly wanted: number;
  readonly available: number;
  readonly updated: number;
  readonly total: number;
}

function conditionsFor(
  api: ClusterApi,
  deployment: KubeObject,
  { newestName, wanted, available, updated, total }: Counts,
): JsonObject[] {
  const now = timestamp(api.now());
  const isEnough = available >= wanted - limits(specOf(deployment)).unavailable;
  const isDone = updated === wanted && total === wanted && available >= wanted;
  const name = JSON.stringify(newestName ?? "");
  const availability = {
    type: "Available",
    status: isEnough ? "True" : "False",
    reason: isEnough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    message: isEnough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
  };
  const progress = {
    type: "Progressing",
    status: "True",
    reason: isDone ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
    message: isDone ? `ReplicaSet ${name} has successfully progressed.` : `ReplicaSet ${name} is progressing.`,
  };
  const before = conditionsOf(deployment);
  const next = withCondition(withCondition(before, availability, now), progress, now);
  return next.map((one) => {
    const known = before.find(({ type }) => type === one.type);
    const isSame = known && known.status === one.status && known.reason === one.reason && known.message === one.message;
    return { ...one, lastUpdateTime: isSame ? (known.lastUpdateTime ?? now) : now };
  });
}
