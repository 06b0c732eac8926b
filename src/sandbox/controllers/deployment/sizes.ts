import { isEqual } from "../../../core/json/equal.ts";
import { type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import type { ClusterApi } from "../controller.ts";
import { specOf } from "../owned.ts";
import { COMPONENT, desiredOf, SETS, sizeAnnotations, sizeOf, wantedOf } from "./sets.ts";

/** Sets the size of a replica set and tells it. */
export function resizeSet(api: ClusterApi, deployment: KubeObject, given: KubeObject, size: number): void {
  const set = api.get(SETS, namespaceOf(given), nameOf(given));
  if (!set) return;
  const before = sizeOf(set);
  const annotations = { ...stringMapOf(set, "annotations"), ...sizeAnnotations(deployment) };
  if (before === size && isEqual(annotations, stringMapOf(set, "annotations"))) return;
  api.update(SETS, { ...withMetadata(set, { annotations }), spec: { ...specOf(set), replicas: size } });
  if (before === size) return;
  const word = size > before ? "up" : "down";
  const message = `Scaled ${word} replica set ${nameOf(set)} from ${before} to ${size}`;
  api.event(deployment, { type: "Normal", reason: "ScalingReplicaSet", message, component: COMPONENT });
}

/** Whether the deployment's own size has changed since its sets were scaled. */
export const isScaling = (deployment: KubeObject, sets: readonly KubeObject[]): boolean =>
  sets.some((set) => sizeOf(set) > 0 && (desiredOf(set) ?? wantedOf(deployment)) !== wantedOf(deployment));
