import type { JsonObject, KubeObject } from "../../core/object.ts";
import type { ClusterApi } from "../controllers/controller.ts";
import { listOf, specOf, statusOf, uidOf } from "../controllers/owned.ts";

/** An address that stays the same for the same pod; its node's where it shares the node's network. */
export function podAddress(pod: KubeObject): JsonObject {
  const byte = (at: number) => (Number.parseInt(uidOf(pod).slice(at, at + 2) || "1", 16) % 254) + 1;
  const { hostIP } = statusOf(pod);
  const ip = specOf(pod).hostNetwork === true && hostIP ? hostIP : `10.244.${byte(0)}.${byte(2)}`;
  return { podIP: ip, podIPs: [{ ip }] };
}

/** The address of the node that a pod is on. */
export function hostAddress(api: ClusterApi, pod: KubeObject): string {
  const node = api.get("nodes", "", String(specOf(pod).nodeName));
  const found = listOf(node && statusOf(node).addresses).find(({ type }) => type === "InternalIP");
  return String(found?.address ?? "127.0.0.1");
}
