import type { JsonObject, KubeObject } from "../../../src/core/object.ts";
import { container } from "./driven.ts";

const labels = { app: "x" };

const template = (image: string, spec: JsonObject = {}): JsonObject => ({
  metadata: { labels },
  spec: { containers: [container({ image })], ...spec },
});

const workload = (name: string, spec: JsonObject): KubeObject => ({
  metadata: { name, namespace: "default" },
  spec: { selector: { matchLabels: labels }, ...spec },
});

/** A stateful set with one claim for each pod. */
export const statefulSet = (replicas: number, more: JsonObject = {}, image = "nginx:1"): KubeObject =>
  workload("db", { replicas, serviceName: "db", template: template(image), ...more });

export const daemonSet = (more: JsonObject = {}, image = "nginx:1", pod: JsonObject = {}): KubeObject =>
  workload("agent", { template: template(image, pod), ...more });

export const claimTemplate: JsonObject = {
  metadata: { name: "data" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
};

/** The object with a spec that says something else here and there. */
export const changed = (object: KubeObject, spec: JsonObject): KubeObject => ({
  ...object,
  spec: { ...(object.spec as JsonObject), ...spec },
});

const versionOf = (object: KubeObject): number => Number((object.metadata as JsonObject).resourceVersion);

/** What an object's events say, each once, in the order they were told. */
export const told = (events: readonly KubeObject[], name: string): string[] =>
  events
    .filter((event) => (event.involvedObject as JsonObject).name === name)
    .sort((a, b) => versionOf(a) - versionOf(b))
    .map((event) => `${event.reason}: ${event.message}`);

/** A job called j of pods that run a script. */
export const job = (script: string, spec: JsonObject = {}, pod: JsonObject = {}): KubeObject => ({
  metadata: { name: "j", namespace: "default" },
  spec: { template: { spec: { restartPolicy: "Never", ...scripted(script), ...pod } }, ...spec },
});

const scripted = (script: string): JsonObject => ({ containers: [container({ command: ["sh", "-c", script] })] });
