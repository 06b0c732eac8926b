import { type KubeObject, namespaceOf, stringMapOf } from "../../core/object.ts";
import { withMetadata } from "../api/metadata.ts";
import type { ClusterApi } from "./controller.ts";
import { controllerOf, isBeingDeleted, ownerReference, ownersOf, uidOf } from "./owned.ts";

type Fits = (labels: Readonly<Record<string, string>>) => boolean;

/**
 * What an owner has of a type: what it controls, and what fits its selector and nobody controls, which it adopts. What it
 * controls but does not fit any more is let go.
 */
export function claim(api: ClusterApi, resource: string, owner: KubeObject, fits: Fits): KubeObject[] {
  const mine: KubeObject[] = [];
  for (const one of api.list(resource, namespaceOf(owner))) {
    const controller = controllerOf(one);
    const isFitting = fits(stringMapOf(one, "labels"));
    if (controller?.uid === uidOf(owner)) {
      if (isFitting || isBeingDeleted(one)) mine.push(one);
      else release(api, resource, owner, one);
    } else if (!controller && isFitting && !isBeingDeleted(one) && !isBeingDeleted(owner)) {
      const ownerReferences = [...ownersOf(one), ownerReference(owner)];
      mine.push(api.update(resource, withMetadata(one, { ownerReferences })));
    }
  }
  return mine;
}

function release(api: ClusterApi, resource: string, owner: KubeObject, one: KubeObject): void {
  const ownerReferences = ownersOf(one).filter(({ uid }) => uid !== uidOf(owner));
  api.update(
    resource,
    withMetadata(one, { ownerReferences: ownerReferences.length > 0 ? ownerReferences : undefined }),
  );
}

/** The things of one kind that might want to adopt a changed object that nobody controls. */
export function adopters(
  api: ClusterApi,
  resource: string,
  object: KubeObject,
  fitsOf: (owner: KubeObject) => Fits,
): readonly KubeObject[] {
  if (controllerOf(object)) return [];
  const labels = stringMapOf(object, "labels");
  if (Object.keys(labels).length === 0) return [];
  return api.list(resource, namespaceOf(object)).filter((owner) => fitsOf(owner)(labels));
}
