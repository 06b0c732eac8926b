import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { ApiError } from "../api/error.ts";
import type { ClusterApi } from "./controller.ts";
import { isBeingDeleted, mapOf, ownerReference, present, specOf } from "./owned.ts";

/** What a pod gets beyond its owner's template. */
export interface PodExtras {
  readonly name?: string;
  readonly generateName?: string;
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly finalizers?: readonly string[];
}

/** A pod of an owner's template, not yet created. */
export function podOfTemplate(owner: KubeObject, template: JsonObject, extras: PodExtras = {}): KubeObject {
  const metadata = mapOf(template.metadata);
  const annotations = { ...mapOf(metadata.annotations), ...extras.annotations };
  const finalizers = [...(extras.finalizers ?? [])];
  return {
    metadata: present({
      name: extras.name,
      generateName: extras.generateName ?? `${nameOf(owner)}-`,
      namespace: namespaceOf(owner),
      labels: { ...mapOf(metadata.labels), ...extras.labels },
      annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      finalizers: finalizers.length > 0 ? finalizers : undefined,
      ownerReferences: [ownerReference(owner)],
    }),
    spec: isObject(template.spec) ? template.spec : {},
  };
}

/** Creates a pod for its owner; a refusal is told on the owner and thrown on. */
export function createPod(api: ClusterApi, owner: KubeObject, pod: KubeObject, component: string): KubeObject {
  try {
    const created = api.create("pods", pod);
    const message = `Created pod: ${nameOf(created)}`;
    api.event(owner, { type: "Normal", reason: "SuccessfulCreate", message, component });
    return created;
  } catch (error) {
    const namespace = api.get("namespaces", "", namespaceOf(owner));
    if (error instanceof ApiError && namespace && !isBeingDeleted(namespace)) {
      const message = `Error creating: ${error.message}`;
      api.event(owner, { type: "Warning", reason: "FailedCreate", message, component });
    }
    throw error;
  }
}

/** Deletes a pod for its owner. */
export function deletePod(api: ClusterApi, owner: KubeObject, pod: KubeObject, component: string): void {
  api.delete("pods", namespaceOf(pod), nameOf(pod));
  api.event(owner, { type: "Normal", reason: "SuccessfulDelete", message: `Deleted pod: ${nameOf(pod)}`, component });
}

/** The pod template of a workload. */
export const templateOf = (owner: KubeObject): JsonObject => mapOf(specOf(owner).template);
