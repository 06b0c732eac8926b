import type { JsonObject, KubeObject } from "../../../src/core/object.ts";
import { drivenClock } from "../../../src/sandbox/clock.ts";
import { startCluster } from "../../../src/sandbox/cluster.ts";
import { statusOf } from "../../../src/sandbox/controllers/owned.ts";

/** A cluster whose time stands still until `pass` lets some seconds go by. */
export function drivenCluster() {
  const clock = drivenClock();
  const cluster = startCluster({ clock });
  const { api } = cluster;
  const pass = (seconds: number) => clock.advance(seconds * 1000);
  pass(1);
  return {
    api,
    machine: cluster.machine,
    pass,
    pods: (namespace = "default") => api.list("pods", namespace),
    phases: (namespace = "default") => api.list("pods", namespace).map((pod) => String(statusOf(pod).phase)),
    reasons: () => [...new Set(api.list("events").map((event) => String(event.reason)))].sort(),
    status: (resource: string, name: string) => statusOf(api.get(resource, "default", name) as KubeObject),
  };
}

export const container = (more: JsonObject = {}): JsonObject => ({ name: "c", image: "nginx:1.27", ...more });

/** A deployment of pods with one container. */
export const deployment = (replicas: number, image = "nginx:1.27", more: JsonObject = {}): KubeObject => ({
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas,
    selector: { matchLabels: { app: "web" } },
    template: { metadata: { labels: { app: "web" } }, spec: { containers: [container({ image })] } },
    ...more,
  },
});

/** A pod with one container. */
export const pod = (name: string, one: JsonObject, spec: JsonObject = {}): KubeObject => ({
  metadata: { name, namespace: "default" },
  spec: { containers: [container(one)], ...spec },
});
