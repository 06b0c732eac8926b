import { type Json, type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { labelSelectorOf, plainSelectorOf } from "../api/label-selector.ts";
import { adopters, claim } from "./adopt.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import { leastUseful } from "./least-useful.ts";
import { createPod, deletePod, podOfTemplate, templateOf } from "./make-pod.ts";
import {
  concernsOwner,
  conditionsOf,
  counted,
  generationOf,
  isBeingDeleted,
  nowOf,
  setStatus,
  specOf,
  splitThing,
  thingOf,
} from "./owned.ts";
import { isActive, isAvailable, isFinished, isReady, nextAvailable } from "./pod-state.ts";

interface Flavour {
  readonly resource: string;
  readonly kind: string;
  readonly component: string;
  readonly selectorOf: (selector: Json | undefined) => (labels: Readonly<Record<string, string>>) => boolean;
}

/** Keeps as many pods of a template as are wanted: for replica sets and replication controllers alike. */
function replicas(flavour: Flavour): Controller {
  const { resource, kind, component, selectorOf } = flavour;
  const fitsOf = (owner: KubeObject) => selectorOf(specOf(owner).selector);
  return {
    name: component,
    watches: [resource, "pods"],
    concerns(changed, object, api) {
      const own = concernsOwner(object, kind);
      if (changed === resource || own.length > 0) return own;
      return adopters(api, resource, object, fitsOf).map(thingOf);
    },
    reconcile(api, thing) {
      const owner = api.get(resource, ...splitThing(thing));
      if (!owner) return undefined;
      const pods = claim(api, "pods", owner, fitsOf(owner));
      try {
        if (!isBeingDeleted(owner)) resize(api, owner, pods.filter(isActive), component);
      } finally {
        writeStatus(api, flavour, owner);
      }
      return nextAvailable(pods, Number(specOf(owner).minReadySeconds ?? 0), api.now());
    },
  };
}

export const replicaSets = replicas({
  resource: "replicasets.apps",
  kind: "ReplicaSet",
  component: "replicaset-controller",
  selectorOf: labelSelectorOf,
});
export const replicationControllers = replicas({
  resource: "replicationcontrollers",
  kind: "ReplicationController",
  component: "replication-controller",
  selectorOf: plainSelectorOf,
});

function resize(api: ClusterApi, owner: KubeObject, pods: readonly KubeObject[], component: string): void {
  const wanted = Number(specOf(owner).replicas ?? 1);
  for (let count = pods.length; count < wanted; count++) {
    createPod(api, owner, podOfTemplate(owner, templateOf(owner)), component);
  }
  for (const pod of leastUseful(pods).slice(0, Math.max(0, pods.length - wanted))) {
    deletePod(api, owner, pod, component);
  }
}

function writeStatus(api: ClusterApi, { resource, selectorOf }: Flavour, owner: KubeObject): void {
  const spec = specOf(owner);
  const labels = stringMapOf(templateOf(owner), "labels");
  const mine = claim(api, "pods", owner, selectorOf(spec.selector));
  const pods = mine.filter(isActive);
  const hasAll = (pod: KubeObject) =>
    Object.entries(labels).every(([key, value]) => stringMapOf(pod, "labels")[key] === value);
  const terminating = mine.filter((pod) => isBeingDeleted(pod) && !isFinished(pod)).length;
  const available = pods.filter((pod) => isAvailable(pod, Number(spec.minReadySeconds ?? 0), api.now())).length;
  setStatus(api, resource, owner, {
    ...counted({
      availableReplicas: available,
      fullyLabeledReplicas: pods.filter(hasAll).length,
      readyReplicas: pods.filter(isReady).length,
    }),
    ...failure(api, owner, pods.length),
    observedGeneration: generationOf(owner),
    replicas: pods.length,
    ...(resource === "replicasets.apps" ? { terminatingReplicas: terminating } : {}),
  });
}

/** The condition of a set that may not make its pods. */
function failure(api: ClusterApi, owner: KubeObject, size: number): JsonObject {
  const others = conditionsOf(owner).filter(({ type }) => type !== "ReplicaFailure");
  const isShort = size < Number(specOf(owner).replicas ?? 1);
  const told = isShort
    ? api
        .list("events", String((owner.metadata as JsonObject).namespace))
        .findLast(
          (event) => event.reason === "FailedCreate" && (event.involvedObject as JsonObject).name === nameOf(owner),
        )
    : undefined;
  if (!told) return others.length > 0 ? { conditions: others } : {};
  // What was told first stays: each try fails with another pod's name.
  const known = conditionsOf(owner).find(({ type }) => type === "ReplicaFailure");
  if (known) return { conditions: [...others, known] };
  const message = String(told.message).replace(/^Error creating: /, "");
  const condition = { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message };
  return { conditions: [...others, { ...condition, lastTransitionTime: nowOf(api) }] };
}
