import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../../src/core/object.ts";
import { isReady } from "../../../src/sandbox/controllers/pod-state.ts";
import { container, drivenCluster } from "./driven.ts";
import { changed, claimTemplate, statefulSet, told } from "./workloads.ts";

const SETS = "statefulsets.apps";

function started(replicas: number, more: JsonObject = {}) {
  const cluster = drivenCluster();
  cluster.api.create(SETS, statefulSet(replicas, more));
  const current = () => cluster.api.get(SETS, "default", "db") as KubeObject;
  const change = (spec: JsonObject) => cluster.api.update(SETS, changed(current(), spec));
  const names = () => cluster.pods().map(nameOf);
  return { ...cluster, current, change, names };
}

const newer = { template: (statefulSet(1, {}, "nginx:2").spec as JsonObject).template as JsonObject };
const images = (pods: readonly KubeObject[]) =>
  pods.map((pod) => ((pod.spec as JsonObject).containers as JsonObject[])[0]?.image);

describe("a stateful set", () => {
  test("makes its pods one after the other, and says so", () => {
    const { pass, names, status, api } = started(3);
    pass(0.5);
    expect(names()).toEqual(["db-0"]);
    pass(10);
    expect(names()).toEqual(["db-0", "db-1", "db-2"]);
    const { currentRevision, updateRevision, ...counts } = status(SETS, "db");
    expect(updateRevision).toBe(currentRevision);
    expect(counts).toEqual({
      availableReplicas: 3,
      collisionCount: 0,
      currentReplicas: 3,
      observedGeneration: 1,
      readyReplicas: 3,
      replicas: 3,
      updatedReplicas: 3,
    });
    expect(told(api.list("events"), "db")).toEqual(
      [0, 1, 2].map((at) => `SuccessfulCreate: Create Pod db-${at} in StatefulSet db successful`),
    );
  });

  test("makes them all at once when it may, each with its number and name", () => {
    const { pass, names, pods } = started(3, { podManagementPolicy: "Parallel" });
    pass(0.5);
    expect(names()).toEqual(["db-0", "db-1", "db-2"]);
    expect(stringMapOf(pods()[1] as KubeObject, "labels")).toMatchObject({
      "apps.kubernetes.io/pod-index": "1",
      "statefulset.kubernetes.io/pod-name": "db-1",
    });
    expect(pods()[1]?.spec).toMatchObject({ hostname: "db-1", subdomain: "db" });
  });

  test("goes down from the last", () => {
    const { pass, names, change, pods } = started(3);
    pass(10);
    change({ replicas: 1 });
    pass(0.5);
    expect(pods().map((pod) => (pod.metadata as JsonObject).deletionTimestamp !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    pass(10);
    expect(names()).toEqual(["db-0"]);
  });

  test("renews its pods from the last to the first, at most one is not ready", () => {
    const { pass, change, pods, status } = started(3);
    pass(10);
    change(newer);
    const seen = new Set<string>();
    for (let at = 0; at < 60; at++) {
      pass(0.25);
      expect(pods().filter(isReady).length).toBeGreaterThanOrEqual(2);
      seen.add(images(pods()).join());
    }
    expect([...seen].at(-1)).toBe("nginx:2,nginx:2,nginx:2");
    expect(seen).toContain("nginx:1,nginx:1,nginx:2");
    const { currentRevision, updateRevision, currentReplicas } = status(SETS, "db");
    expect([currentRevision, currentReplicas]).toEqual([updateRevision, 3]);
  });

  test("leaves the pods before its partition, and all of them with OnDelete", () => {
    const { pass, change, pods, status } = started(3, {
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } },
    });
    pass(10);
    change(newer);
    pass(10);
    expect(images(pods())).toEqual(["nginx:1", "nginx:1", "nginx:2"]);
    expect(status(SETS, "db")).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
    const other = started(2, { updateStrategy: { type: "OnDelete" } });
    other.pass(10);
    other.change(newer);
    other.pass(10);
    expect(images(other.pods())).toEqual(["nginx:1", "nginx:1"]);
    other.api.delete("pods", "default", "db-0");
    other.pass(10);
    expect(images(other.pods())).toEqual(["nginx:2", "nginx:1"]);
  });

  test("gives every pod its claims, and keeps them unless told otherwise", () => {
    const mounted = container({ volumeMounts: [{ name: "data", mountPath: "/data" }] });
    const template = { metadata: { labels: { app: "x" } }, spec: { containers: [mounted] } };
    const { pass, api, change } = started(2, { volumeClaimTemplates: [claimTemplate], template });
    const claims = () => api.list("persistentvolumeclaims").map(nameOf);
    pass(20);
    expect(claims()).toEqual(["data-db-0", "data-db-1"]);
    expect(told(api.list("events"), "db")[0]).toBe(
      "SuccessfulCreate: Create Claim data-db-0 Pod db-0 in StatefulSet db success",
    );
    change({ replicas: 1 });
    pass(10);
    expect(claims()).toEqual(["data-db-0", "data-db-1"]);
  });

  test("comes to rest", () => {
    const { pass, machine } = started(2, { volumeClaimTemplates: [claimTemplate] });
    pass(60);
    const before = machine.store.version();
    pass(600);
    expect(machine.store.version()).toBe(before);
  });
});
