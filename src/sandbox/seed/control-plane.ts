import type { JsonObject, KubeObject } from "../../core/object.ts";
import { builtinKinds } from "../kinds/builtin.ts";

const ALWAYS_ON: JsonObject = { labels: { "kube-aggregator.kubernetes.io/automanaged": "onstart" } };

const PRIORITIES: Readonly<Record<string, number>> = {
  "": 18_000,
  apps: 17_800,
  "events.k8s.io": 17_750,
  batch: 17_400,
};

/** One APIService for each group version that the API server serves itself; `now` is an RFC 3339 time. */
export function apiServices(now: string): readonly KubeObject[] {
  const served = new Map(builtinKinds.map(({ group, version }) => [`${version}.${group}`, { group, version }]));
  served.delete("v1.apiregistration.k8s.io");
  return [...served].map(([name, { group, version }]) => ({
    kind: "APIService",
    apiVersion: "apiregistration.k8s.io/v1",
    metadata: { name, ...ALWAYS_ON },
    spec: {
      ...(group ? { group } : {}),
      version,
      groupPriorityMinimum: PRIORITIES[group] ?? 17_000,
      versionPriority: 15,
    },
    status: {
      conditions: [
        {
          type: "Available",
          status: "True",
          lastTransitionTime: now,
          reason: "Local",
          message: "Local APIServices are always available",
        },
      ],
    },
  }));
}

/** What a kubelet renews to say that it lives. */
export const nodeLease = (node: string, now: string): KubeObject => ({
  kind: "Lease",
  apiVersion: "coordination.k8s.io/v1",
  metadata: { name: node, namespace: "kube-node-lease" },
  spec: { holderIdentity: node, leaseDurationSeconds: 40, renewTime: now.replace("Z", ".000000Z") },
});
