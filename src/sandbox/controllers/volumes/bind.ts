import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { compareQuantities } from "../../../core/quantity.ts";
import { labelSelectorOf } from "../../api/label-selector.ts";
import { withMetadata } from "../../api/metadata.ts";
import { CLAIMS, SELECTED_NODE } from "../../scheduler/claims.ts";
import type { ClusterApi } from "../controller.ts";
import { isBeingDeleted, mapOf, nowOf, present, specOf, textsOf, uidOf } from "../owned.ts";
import { PROVISIONED_BY, PROVISIONER, VOLUMES } from "./volume.ts";

const storageOf = (amounts: unknown): string => String(mapOf(amounts as JsonObject).storage ?? "0");

/** The smallest volume that is free and has what a claim asks for, or the one that is meant for it. */
export function matchingVolume(api: ClusterApi, claim: KubeObject): KubeObject | undefined {
  const { volumeName, accessModes, resources, selector, storageClassName = "", volumeMode } = specOf(claim);
  const wanted = storageOf(mapOf(resources).requests);
  const fits = selector === undefined ? () => true : labelSelectorOf(selector);
  const free = api.list(VOLUMES).filter((volume) => !isBeingDeleted(volume) && isFree(volume, claim));
  if (volumeName) return free.find((volume) => nameOf(volume) === volumeName);
  return free
    .filter((volume) => {
      const spec = specOf(volume);
      const modes = textsOf(spec.accessModes);
      return (
        (spec.storageClassName ?? "") === storageClassName &&
        (spec.volumeMode ?? "Filesystem") === (volumeMode ?? "Filesystem") &&
        textsOf(accessModes).every((mode) => modes.includes(mode)) &&
        compareQuantities(storageOf(spec.capacity), wanted) >= 0 &&
        fits(stringMapOf(volume, "labels"))
      );
    })
    .sort((a, b) => compareQuantities(storageOf(specOf(a).capacity), storageOf(specOf(b).capacity)))[0];
}

function isFree(volume: KubeObject, claim: KubeObject): boolean {
  const { claimRef } = specOf(volume);
  if (claimRef === undefined) return true;
  const { namespace, name, uid } = mapOf(claimRef);
  return namespace === namespaceOf(claim) && name === nameOf(claim) && (uid === undefined || uid === uidOf(claim));
}

const BY_CONTROLLER = { "pv.kubernetes.io/bound-by-controller": "yes" };

/** Binds a claim and a volume to each other. */
export function bind(api: ClusterApi, claim: KubeObject, volume: KubeObject): void {
  const isMeant = specOf(volume).claimRef !== undefined;
  if (mapOf(specOf(volume).claimRef).uid === undefined) {
    const annotations = { ...stringMapOf(volume, "annotations"), ...(isMeant ? {} : BY_CONTROLLER) };
    const marked = Object.keys(annotations).length > 0 ? withMetadata(volume, { annotations }) : volume;
    const spec = { ...specOf(volume), claimRef: referenceTo(claim) };
    const held = api.update(VOLUMES, { ...marked, spec });
    api.updateStatus(VOLUMES, { ...held, status: { phase: "Bound", lastPhaseTransitionTime: nowOf(api) } });
  }
  const annotations = {
    ...stringMapOf(claim, "annotations"),
    "pv.kubernetes.io/bind-completed": "yes",
    ...(specOf(claim).volumeName ? {} : BY_CONTROLLER),
  };
  const spec = { ...specOf(claim), volumeName: nameOf(volume) };
  const bound = api.update(CLAIMS, { ...withMetadata(claim, { annotations }), spec });
  const { accessModes = [], capacity = {} } = specOf(volume);
  api.updateStatus(CLAIMS, { ...bound, status: { accessModes, capacity, phase: "Bound" } });
}

const referenceTo = (claim: KubeObject): JsonObject => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  name: nameOf(claim),
  namespace: namespaceOf(claim),
  resourceVersion: String(mapOf(claim.metadata).resourceVersion),
  uid: uidOf(claim),
});

/** Makes a volume for a claim of the sandbox's own class. */
export function provision(api: ClusterApi, claim: KubeObject, storageClass: KubeObject): KubeObject {
  const { accessModes = [], resources, storageClassName, volumeMode } = specOf(claim);
  const name = `pvc-${uidOf(claim)}`;
  const node = stringMapOf(claim, "annotations")[SELECTED_NODE];
  const matchExpressions = [{ key: "kubernetes.io/hostname", operator: "In", values: [node ?? ""] }];
  return api.create(VOLUMES, {
    metadata: { name, annotations: { [PROVISIONED_BY]: PROVISIONER } },
    spec: present({
      accessModes,
      capacity: mapOf(mapOf(resources).requests),
      claimRef: referenceTo(claim),
      hostPath: { path: `/var/lib/sandbox/${name}`, type: "DirectoryOrCreate" },
      nodeAffinity: node === undefined ? undefined : { required: { nodeSelectorTerms: [{ matchExpressions }] } },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? "Delete",
      storageClassName,
      volumeMode,
    }),
  });
}
