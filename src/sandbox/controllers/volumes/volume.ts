import { type KubeObject, nameOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import { CLAIMS } from "../../scheduler/claims.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { finalizersOf, isBeingDeleted, mapOf, nowOf, setStatus, specOf, statusOf, uidOf } from "../owned.ts";

export const VOLUMES = "persistentvolumes";
export const PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
/** Who makes volumes for the sandbox's own storage class. */
export const PROVISIONER = "sandbox.kctl/local";

/** Says whether volumes are available, bound or released, and takes those away that nobody is to use again. */
export const volumes: Controller = {
  name: "persistentvolume-controller",
  watches: [VOLUMES, CLAIMS],
  concerns(resource, object) {
    if (resource === VOLUMES) return [nameOf(object)];
    const { volumeName } = specOf(object);
    return volumeName ? [String(volumeName)] : [];
  },
  reconcile(api, name) {
    const volume = api.get(VOLUMES, "", name);
    if (!volume) return undefined;
    const phase = phaseOf(api, volume);
    if (isBeingDeleted(volume)) {
      if (phase !== "Bound") unguard(api, VOLUMES, volume, "kubernetes.io/pv-protection");
      return undefined;
    }
    if (statusOf(volume).phase !== phase) {
      setStatus(api, VOLUMES, volume, { ...statusOf(volume), phase, lastPhaseTransitionTime: nowOf(api) });
    }
    const isOurs = stringMapOf(volume, "annotations")[PROVISIONED_BY] === PROVISIONER;
    const isUseless = phase === "Released" && specOf(volume).persistentVolumeReclaimPolicy === "Delete";
    if (isOurs && isUseless) api.delete(VOLUMES, "", name);
    return undefined;
  },
};

function phaseOf(api: ClusterApi, volume: KubeObject): "Available" | "Bound" | "Released" {
  const { namespace, name, uid } = mapOf(specOf(volume).claimRef);
  if (name === undefined || uid === undefined) return "Available";
  const claim = api.get(CLAIMS, String(namespace), String(name));
  return claim && uidOf(claim) === uid ? "Bound" : "Released";
}

/** Takes away what holds an object that is being deleted. */
export function unguard(api: ClusterApi, type: string, object: KubeObject, finalizer: string): void {
  const left = finalizersOf(object).filter((one) => one !== finalizer);
  if (left.length === finalizersOf(object).length) return;
  api.update(type, withMetadata(object, { finalizers: left.length > 0 ? left : undefined }));
}
