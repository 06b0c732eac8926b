import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import type { ClusterApi } from "../controller.ts";
import { podOfTemplate } from "../make-pod.ts";
import { listOf, mapOf, specOf } from "../owned.ts";
import { claimName, createClaims } from "./claims.ts";

export const REVISION_LABEL = "controller-revision-hash";
const component = "statefulset-controller";

/** The number at the end of a pod's name, when it is one of the set's. */
export function ordinalOf(set: KubeObject, pod: KubeObject): number | undefined {
  const match = /^(.*)-(\d+)$/.exec(nameOf(pod));
  return match && match[1] === nameOf(set) ? Number(match[2]) : undefined;
}

/** The name of the revision a pod was made from. */
export const revisionOf = (pod: KubeObject): string => stringMapOf(pod, "labels")[REVISION_LABEL] ?? "";

export interface StatefulPod {
  readonly ordinal: number;
  readonly revision: string;
  readonly template: JsonObject;
}

/** Makes one numbered pod and the claims it needs. */
export function createStatefulPod(
  api: ClusterApi,
  set: KubeObject,
  { ordinal, revision, template }: StatefulPod,
): void {
  const name = `${nameOf(set)}-${ordinal}`;
  createClaims(api, set, ordinal);
  const claims = listOf(specOf(set).volumeClaimTemplates).map(nameOf);
  const own = claims.map((volume) => ({
    name: volume,
    persistentVolumeClaim: { claimName: claimName(set, volume, ordinal) },
  }));
  const spec = mapOf(template.spec);
  const volumes = [...own, ...listOf(spec.volumes).filter((one) => !claims.includes(String(one.name)))];
  const { serviceName } = specOf(set);
  const pod = podOfTemplate(
    set,
    {
      ...template,
      spec: {
        ...spec,
        hostname: name,
        ...(serviceName ? { subdomain: serviceName } : {}),
        ...(volumes.length > 0 ? { volumes } : {}),
      },
    },
    {
      name,
      labels: {
        "apps.kubernetes.io/pod-index": String(ordinal),
        [REVISION_LABEL]: revision,
        "statefulset.kubernetes.io/pod-name": name,
      },
    },
  );
  try {
    api.create("pods", pod);
  } catch (error) {
    const message = `Create Pod ${name} in StatefulSet ${nameOf(set)} failed error: ${(error as Error).message}`;
    api.event(set, { type: "Warning", reason: "FailedCreate", message, component });
    throw error;
  }
  const message = `Create Pod ${name} in StatefulSet ${nameOf(set)} successful`;
  api.event(set, { type: "Normal", reason: "SuccessfulCreate", message, component });
}

/** Deletes one numbered pod. */
export function deleteStatefulPod(api: ClusterApi, set: KubeObject, pod: KubeObject): void {
  api.delete("pods", namespaceOf(pod), nameOf(pod));
  const message = `Delete Pod ${nameOf(pod)} in StatefulSet ${nameOf(set)} successful`;
  api.event(set, { type: "Normal", reason: "SuccessfulDelete", message, component });
}
