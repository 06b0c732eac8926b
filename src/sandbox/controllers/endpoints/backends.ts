import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { plainSelectorOf } from "../../api/label-selector.ts";
import type { ClusterApi } from "../controller.ts";
import { isBeingDeleted, listOf, nowOf, specOf, statusOf, uidOf } from "../owned.ts";
import { isReady } from "../pod-state.ts";

/** One pod behind a service. */
export interface Backend {
  readonly pod: KubeObject;
  readonly ip: string;
  /** The service's ports as they are at this pod; a named one may be elsewhere at another, or nowhere. */
  readonly ports: readonly JsonObject[];
  readonly isServing: boolean;
  readonly isTerminating: boolean;
}

/** The pods with an address that a service's selector fits. */
export function backendsOf(api: ClusterApi, service: KubeObject): Backend[] {
  const fits = plainSelectorOf(specOf(service).selector);
  return api
    .list("pods", namespaceOf(service))
    .filter((pod) => fits(stringMapOf(pod, "labels")) && statusOf(pod).podIP !== undefined && !isOver(pod))
    .map((pod) => ({
      pod,
      ip: String(statusOf(pod).podIP),
      ports: listOf(specOf(service).ports).flatMap((port) => portAt(pod, port)),
      isServing: isReady(pod),
      isTerminating: isBeingDeleted(pod),
    }));
}

const isOver = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(String(statusOf(pod).phase));

function portAt(
  pod: KubeObject,
  { name = "", port, targetPort, protocol = "TCP", appProtocol }: JsonObject,
): JsonObject[] {
  const own = listOf(specOf(pod).containers).flatMap(({ ports }) => listOf(ports));
  const found =
    typeof targetPort === "string" && !/^\d+$/.test(targetPort)
      ? own.find((one) => one.name === targetPort && (one.protocol ?? "TCP") === protocol)?.containerPort
      : Number(targetPort || port);
  if (found === undefined) return [];
  return [{ ...(appProtocol ? { appProtocol } : {}), name, port: found, protocol }];
}

/** What both kinds of endpoints say of a pod: its name within the service, its node and which one it is. */
export function aboutPod(service: KubeObject, pod: KubeObject): JsonObject {
  const { hostname, subdomain, nodeName } = specOf(pod);
  return {
    ...(hostname && subdomain === nameOf(service) ? { hostname } : {}),
    nodeName: nodeName as string,
    targetRef: { kind: "Pod", name: nameOf(pod), namespace: namespaceOf(pod), uid: uidOf(pod) },
  };
}

/** The labels that endpoints take over from their service. */
export const inheritedLabels = (service: KubeObject): Record<string, string> => ({
  ...stringMapOf(service, "labels"),
  ...(specOf(service).clusterIP === "None" ? { "service.kubernetes.io/headless": "" } : {}),
});

export const trigger = (api: ClusterApi): JsonObject => ({
  "endpoints.kubernetes.io/last-change-trigger-time": nowOf(api),
});

/** Whether pods of a service count before they are ready. */
export const isEager = (service: KubeObject): boolean => specOf(service).publishNotReadyAddresses === true;
