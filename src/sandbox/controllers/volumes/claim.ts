import { type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import { CLAIMS, CLASSES, claimNames, isBound, isLate, SELECTED_NODE } from "../../scheduler/claims.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { isBeingDeleted, setStatus, specOf, splitThing, statusOf, thingOf } from "../owned.ts";
import { isFinished } from "../pod-state.ts";
import { bind, matchingVolume, provision } from "./bind.ts";
import { PROVISIONER, unguard, VOLUMES } from "./volume.ts";

const component = "persistentvolume-controller";
const AGAIN = 15_000;
const DEFAULT = "storageclass.kubernetes.io/is-default-class";
const PROVISIONED_FOR = [
  "volume.beta.kubernetes.io/storage-provisioner",
  "volume.kubernetes.io/storage-provisioner",
] as const;

/** Binds claims to volumes, which it makes for claims of the sandbox's own class; a claim that is in use stays. */
export const volumeClaims: Controller = {
  name: component,
  watches: [CLAIMS, VOLUMES, CLASSES, "pods"],
  concerns(resource, object, api) {
    if (resource === CLAIMS) return [thingOf(object)];
    if (resource === "pods") return claimNames(object).map((name) => `${namespaceOf(object)}/${name}`);
    return api
      .list(CLAIMS)
      .filter((claim) => !isBound(claim) || specOf(claim).volumeName === nameOf(object))
      .map(thingOf);
  },
  reconcile(api, thing) {
    const claim = api.get(CLAIMS, ...splitThing(thing));
    if (!claim) return undefined;
    if (isBeingDeleted(claim)) {
      if (!isInUse(api, claim)) unguard(api, CLAIMS, claim, "kubernetes.io/pvc-protection");
      return undefined;
    }
    if (isBound(claim)) return checkVolume(api, claim);
    return statusOf(claim).phase === "Lost" ? undefined : settle(api, claim);
  },
};

const isInUse = (api: ClusterApi, claim: KubeObject): boolean =>
  api
    .list("pods", namespaceOf(claim))
    .some((pod) => specOf(pod).nodeName && !isFinished(pod) && claimNames(pod).includes(nameOf(claim)));

function checkVolume(api: ClusterApi, claim: KubeObject): undefined {
  if (api.get(VOLUMES, "", String(specOf(claim).volumeName))) return undefined;
  setStatus(api, CLAIMS, claim, { phase: "Lost" });
  const message = "Bound claim has lost its PersistentVolume. Data on the volume is lost!";
  api.event(claim, { type: "Warning", reason: "ClaimLost", message, component });
  return undefined;
}

function tell(api: ClusterApi, claim: KubeObject, reason: string, message: string): number {
  const type = reason === "ProvisioningFailed" ? "Warning" : "Normal";
  api.event(claim, { type, reason, message, component, quietFor: AGAIN - 1000 });
  return AGAIN;
}

/** What a claim that is not bound waits for; binds it when nothing is left to wait for. */
function settle(api: ClusterApi, claim: KubeObject): number | undefined {
  const { storageClassName, volumeName } = specOf(claim);
  if (storageClassName === undefined && classify(api, claim)) return undefined;
  const isWaiting = isLate(api, claim) && stringMapOf(claim, "annotations")[SELECTED_NODE] === undefined;
  const volume = isWaiting && !volumeName ? undefined : matchingVolume(api, claim);
  if (volume) {
    bind(api, claim, volume);
    return undefined;
  }
  if (volumeName) return AGAIN;
  if (!storageClassName) {
    const message = "no persistent volumes available for this claim and no storage class is set";
    return tell(api, claim, "FailedBinding", message);
  }
  const storageClass = api.get(CLASSES, "", String(storageClassName));
  if (!storageClass) {
    const message = `storageclass.storage.k8s.io ${JSON.stringify(storageClassName)} not found`;
    return tell(api, claim, "ProvisioningFailed", message);
  }
  if (isWaiting) {
    return tell(api, claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
  }
  return makeVolume(api, claim, storageClass);
}

/** Gives a claim without a class the default one. */
function classify(api: ClusterApi, claim: KubeObject): boolean {
  const standard = api.list(CLASSES).find((one) => stringMapOf(one, "annotations")[DEFAULT] === "true");
  if (!standard) return false;
  api.update(CLAIMS, { ...claim, spec: { ...specOf(claim), storageClassName: nameOf(standard) } });
  return true;
}

function makeVolume(api: ClusterApi, claim: KubeObject, storageClass: KubeObject): number | undefined {
  const provisioner = String(storageClass.provisioner);
  const own = Object.fromEntries(PROVISIONED_FOR.map((key) => [key, provisioner]));
  const annotations = { ...stringMapOf(claim, "annotations"), ...own };
  const marked = api.update(CLAIMS, withMetadata(claim, { annotations }));
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
  tell(api, marked, "ExternalProvisioning", message);
  if (provisioner !== PROVISIONER) return AGAIN;
  const say = (reason: string, words: string) =>
    api.event(marked, { type: "Normal", reason, message: words, component: PROVISIONER });
  say("Provisioning", `External provisioner is provisioning volume for claim "${thingOf(claim)}"`);
  const volume = provision(api, marked, storageClass);
  say("ProvisioningSucceeded", `Successfully provisioned volume ${nameOf(volume)}`);
  return undefined;
}
