import { type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import type { ClusterApi } from "../controller.ts";
import { isBeingDeleted, listOf, mapOf, ownerReference, ownersOf, specOf, uidOf } from "../owned.ts";
import type { StatefulView } from "./stateful-set.ts";

const CLAIMS = "persistentvolumeclaims";

export const claimName = (set: KubeObject, volume: string, ordinal: number): string =>
  `${volume}-${nameOf(set)}-${ordinal}`;

/** Makes the claims of one numbered pod that are not there. */
export function createClaims(api: ClusterApi, set: KubeObject, ordinal: number): void {
  for (const template of listOf(specOf(set).volumeClaimTemplates)) {
    const name = claimName(set, nameOf(template), ordinal);
    if (api.get(CLAIMS, namespaceOf(set), name)) continue;
    const selector = mapOf(mapOf(specOf(set).selector).matchLabels);
    const { annotations } = mapOf(template.metadata);
    api.create(CLAIMS, {
      metadata: {
        name,
        namespace: namespaceOf(set),
        labels: { ...stringMapOf(template, "labels"), ...selector },
        ...(annotations ? { annotations } : {}),
      },
      spec: mapOf(template.spec),
    });
    const pod = `${nameOf(set)}-${ordinal}`;
    const message = `Create Claim ${name} Pod ${pod} in StatefulSet ${nameOf(set)} success`;
    const component = "statefulset-controller";
    api.event(set, { type: "Normal", reason: "SuccessfulCreate", message, component });
  }
}

/** Claims that go with their set or their pod, when the set's retention policy says Delete. */
export function keepClaims({ api, set, pods, start, size }: StatefulView): void {
  const { whenDeleted, whenScaled } = mapOf(specOf(set).persistentVolumeClaimRetentionPolicy);
  if (whenDeleted !== "Delete" && whenScaled !== "Delete") return;
  const volumes = listOf(specOf(set).volumeClaimTemplates).map(nameOf);
  for (const one of api.list(CLAIMS, namespaceOf(set))) {
    const volume = volumes.find((name) => nameOf(one).startsWith(`${name}-${nameOf(set)}-`));
    const ordinal = Number(nameOf(one).slice(`${volume}-${nameOf(set)}-`.length));
    if (volume === undefined || !Number.isInteger(ordinal) || isBeingDeleted(one)) continue;
    const isBeyond = ordinal < start || ordinal >= start + size;
    if (whenScaled === "Delete" && isBeyond && !pods.has(ordinal)) api.delete(CLAIMS, namespaceOf(one), nameOf(one));
    else if (whenDeleted === "Delete" && !ownersOf(one).some(({ uid }) => uid === uidOf(set))) {
      const { blockOwnerDeletion: _, ...reference } = ownerReference(set);
      api.update(CLAIMS, withMetadata(one, { ownerReferences: [...ownersOf(one), reference] }));
    }
  }
}
