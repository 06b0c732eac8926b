import type { KubeObject } from "../../core/object.ts";
import type { ClusterApi } from "../controllers/controller.ts";
import { specOf } from "../controllers/owned.ts";

/** Tells of a pod, or of a part of it, as the kubelet of its node. */
export const teller =
  (api: ClusterApi, pod: KubeObject) =>
  (fieldPath?: string) =>
  (type: "Normal" | "Warning", reason: string, message: string): void =>
    api.event(pod, {
      type,
      reason,
      message,
      component: "kubelet",
      node: String(specOf(pod).nodeName),
      ...(fieldPath === undefined ? {} : { fieldPath }),
    });
