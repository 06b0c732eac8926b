import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { isEqual } from "../api/equal.ts";
import { metadataOf } from "../api/metadata.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import {
  concernsOwner,
  hasCondition,
  isBeingDeleted,
  ownedBy,
  ownerReference,
  specOf,
  splitThing,
  statusOf,
} from "./owned.ts";

/** Keeps as many pods of a template as are wanted: for replica sets and replication controllers alike. */
function replicas(resource: string, kind: string): Controller {
  const component = kind === "ReplicaSet" ? "replicaset-controller" : "replication-controller";
  return {
    name: component,
    watches: [resource, "pods"],
    concerns: (_, object) => concernsOwner(object, kind),
    reconcile(api, thing) {
      const owner = api.get(resource, ...splitThing(thing));
      if (!owner || isBeingDeleted(owner)) return undefined;
      const pods = ownedBy(api, "pods", owner).filter((pod) => !isBeingDeleted(pod) && !isFinished(pod));
      const wanted = Number(specOf(owner).replicas ?? 1);
      for (let count = pods.length; count < wanted; count++) createPod(api, owner, component);
      for (const pod of leastUseful(pods).slice(0, Math.max(0, pods.length - wanted))) {
        api.delete("pods", namespaceOf(pod), nameOf(pod));
        api.event(owner, {
          type: "Normal",
          reason: "SuccessfulDelete",
          message: `Deleted pod: ${nameOf(pod)}`,
          component,
        });
      }
      writeStatus(api, resource, owner);
      return undefined;
    },
  };
}

export const replicaSets = replicas("replicasets.apps", "ReplicaSet");
export const replicationControllers = replicas("replicationcontrollers", "ReplicationController");

const isFinished = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(String(statusOf(pod).phase));

/** A pod from an owner's template. */
export function createPod(api: ClusterApi, owner: KubeObject, component: string): void {
  const template = specOf(owner).template as JsonObject;
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const pod = api.create("pods", {
    metadata: {
      generateName: `${nameOf(owner)}-`,
      namespace: namespaceOf(owner),
      labels: metadata.labels ?? {},
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ownerReferences: [ownerReference(owner)],
    },
    spec: template.spec ?? {},
  });
  api.event(owner, { type: "Normal", reason: "SuccessfulCreate", message: `Created pod: ${nameOf(pod)}`, component });
}

/** Those that go first: not yet running, then the youngest. */
const leastUseful = (pods: readonly KubeObject[]): KubeObject[] => {
  const rank = (pod: KubeObject) => Number(hasCondition(pod, "Ready")) * 2 + Number(statusOf(pod).phase === "Running");
  const created = (pod: KubeObject) => String(metadataOf(pod).creationTimestamp);
  return [...pods].sort((a, b) => rank(a) - rank(b) || (created(a) < created(b) ? 1 : -1));
};

function writeStatus(api: ClusterApi, resource: string, owner: KubeObject): void {
  const pods = ownedBy(api, "pods", owner).filter((pod) => !isBeingDeleted(pod) && !isFinished(pod));
  const ready = pods.filter((pod) => hasCondition(pod, "Ready")).length;
  const counts: JsonObject = {
    replicas: pods.length,
    ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    observedGeneration: Number(metadataOf(owner).generation ?? 1),
  };
  const current = api.get(resource, namespaceOf(owner), nameOf(owner));
  if (current && !isEqual(current.status, counts)) api.updateStatus(resource, { ...current, status: counts });
}
