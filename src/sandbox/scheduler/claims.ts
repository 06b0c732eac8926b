import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../core/object.ts";
import { withMetadata } from "../api/metadata.ts";
import type { ClusterApi } from "../controllers/controller.ts";
import { isBeingDeleted, listOf, mapOf, specOf, statusOf } from "../controllers/owned.ts";

export const CLAIMS = "persistentvolumeclaims";
export const CLASSES = "storageclasses.storage.k8s.io";
/** Says on which node the first pod that uses a claim will be. */
export const SELECTED_NODE = "volume.kubernetes.io/selected-node";

/** The names of the claims that a pod uses. */
export const claimNames = (pod: KubeObject): string[] =>
  listOf(specOf(pod).volumes).flatMap((volume) => {
    const name = mapOf(volume.persistentVolumeClaim).claimName;
    if (name !== undefined) return [String(name)];
    return volume.ephemeral === undefined ? [] : [`${nameOf(pod)}-${volume.name}`];
  });

/** Why a pod's claims keep it from every node; undefined when they do not. */
export function claimProblem(api: ClusterApi, pod: KubeObject): string | undefined {
  for (const name of claimNames(pod)) {
    const claim = api.get(CLAIMS, namespaceOf(pod), name);
    if (!claim) return `persistentvolumeclaim ${JSON.stringify(name)} not found`;
    if (isBeingDeleted(claim)) return `persistentvolumeclaim ${JSON.stringify(name)} is being deleted`;
    if (statusOf(claim).phase === "Lost")
      return `persistentvolumeclaim ${JSON.stringify(name)} bound to non-existent volume`;
    if (!isBound(claim) && !isLate(api, claim)) return "pod has unbound immediate PersistentVolumeClaims";
  }
  return undefined;
}

/** Tells claims that wait for their first consumer where it will be; true when a pod must wait for them. */
export function selectNode(api: ClusterApi, pod: KubeObject, node: string): boolean {
  const open = claimNames(pod)
    .map((name) => api.get(CLAIMS, namespaceOf(pod), name))
    .filter((claim): claim is JsonObject => claim !== undefined && !isBound(claim));
  for (const claim of open) {
    const annotations = { ...stringMapOf(claim, "annotations"), [SELECTED_NODE]: node };
    api.update(CLAIMS, withMetadata(claim, { annotations }));
  }
  return open.length > 0;
}

export const isBound = (claim: KubeObject): boolean => statusOf(claim).phase === "Bound";

/** Whether a claim is bound when the first pod that uses it is scheduled. */
export function isLate(api: ClusterApi, claim: KubeObject): boolean {
  const { storageClassName = "" } = specOf(claim);
  return api.get(CLASSES, "", String(storageClassName))?.volumeBindingMode === "WaitForFirstConsumer";
}
