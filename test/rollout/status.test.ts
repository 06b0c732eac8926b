import { describe, expect, test } from "vitest";
import { progressOf } from "../../src/rollout/status.ts";

const object = (kind: string, spec: object, status: object, metadata: object = {}) =>
  ({ apiVersion: "apps/v1", kind, metadata: { name: "x", generation: 2, ...metadata }, spec, status }) as never;

const rolling = { updateStrategy: { type: "RollingUpdate" } };
const seen = { observedGeneration: 2 };

describe("progressOf", () => {
  test.each([
    ["Deployment", {}, { observedGeneration: 1 }, "Waiting for deployment spec update to be observed..."],
    [
      "Deployment",
      { replicas: 3 },
      { ...seen, updatedReplicas: 1 },
      'Waiting for deployment "x" rollout to finish: 1 out of 3 new replicas have been updated...',
    ],
    [
      "Deployment",
      { replicas: 1 },
      { ...seen, updatedReplicas: 1, replicas: 3 },
      'Waiting for deployment "x" rollout to finish: 2 old replicas are pending termination...',
    ],
    [
      "Deployment",
      { replicas: 1 },
      { ...seen, updatedReplicas: 1, replicas: 1 },
      'Waiting for deployment "x" rollout to finish: 0 of 1 updated replicas are available...',
    ],
    [
      "DaemonSet",
      rolling,
      { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 1 },
      'Waiting for daemon set "x" rollout to finish: 1 out of 2 new pods have been updated...',
    ],
    [
      "DaemonSet",
      rolling,
      { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 },
      'Waiting for daemon set "x" rollout to finish: 1 of 2 updated pods are available...',
    ],
    ["StatefulSet", rolling, {}, "Waiting for statefulset spec update to be observed..."],
    ["StatefulSet", { ...rolling, replicas: 2 }, seen, "Waiting for 2 pods to be ready..."],
    [
      "StatefulSet",
      { replicas: 2, updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } } },
      { ...seen, readyReplicas: 2 },
      "Waiting for partitioned roll out to finish: 0 out of 1 new pods have been updated...",
    ],
    [
      "StatefulSet",
      { ...rolling, replicas: 2 },
      { ...seen, readyReplicas: 2, updatedReplicas: 1, updateRevision: "b", currentRevision: "a" },
      "waiting for statefulset rolling update to complete 1 pods at revision b...",
    ],
  ])("a %s that is under way", (kind, spec, status, text) =>
    expect(progressOf(object(kind, spec, status), 0)).toEqual({ text, isDone: false }),
  );

  test.each([
    [
      "Deployment",
      { replicas: 1 },
      { ...seen, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
      'deployment "x" successfully rolled out',
    ],
    ["DaemonSet", rolling, seen, 'daemon set "x" successfully rolled out'],
    [
      "StatefulSet",
      { ...rolling, replicas: 0 },
      { ...seen, currentReplicas: 0, updateRevision: "a", currentRevision: "a" },
      "statefulset rolling update complete 0 pods at revision a...",
    ],
  ])("a %s at its end", (kind, spec, status, text) =>
    expect(progressOf(object(kind, spec, status), 0)).toEqual({ text, isDone: true }),
  );

  test("the errors", () => {
    const late = { ...seen, conditions: [{ type: "Progressing", reason: "ProgressDeadlineExceeded" }] };
    expect(() => progressOf(object("Deployment", {}, late), 0)).toThrow(
      'deployment "x" exceeded its progress deadline',
    );
    expect(() => progressOf(object("DaemonSet", {}, seen), 0)).toThrow("only available for RollingUpdate");
    expect(() => progressOf({ apiVersion: "batch/v1", kind: "Job" }, 0)).toThrow("implemented for Job.batch");
    const second = { annotations: { "deployment.kubernetes.io/revision": "2" } };
    expect(() => progressOf(object("Deployment", {}, seen, second), 1)).toThrow("desired revision (1) is different");
  });
});
