import type { JsonObject, KubeObject } from "../core/object.ts";
import { part, parts, text } from "./fields.ts";

/** The reference to what controls an object, when something does. */
export const controllerOf = (object: KubeObject): JsonObject | undefined =>
  parts(part(object, "metadata"), "ownerReferences").find(({ controller }) => controller === true);

/** The line that names what controls an object. */
export function controlledBy(object: KubeObject): string[] {
  const owner = controllerOf(object);
  return owner ? [`Controlled By:\t${text(owner.kind)}/${text(owner.name)}`] : [];
}

/** Whether one object is controlled by another. */
export const isOwned = (object: KubeObject, owner: KubeObject): boolean => {
  const { uid } = part(owner, "metadata");
  return uid !== undefined && controllerOf(object)?.uid === uid;
};
