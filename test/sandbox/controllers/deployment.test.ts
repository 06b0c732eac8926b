import { describe, expect, test } from "vitest";
import { type KubeObject, nameOf } from "../../../src/core/object.ts";
import { specOf, statusOf } from "../../../src/sandbox/controllers/owned.ts";
import { deployment, drivenCluster } from "./driven.ts";

const DEPLOYMENTS = "deployments.apps";

function rolled(replicas = 3) {
  const cluster = drivenCluster();
  cluster.api.create(DEPLOYMENTS, deployment(replicas));
  cluster.pass(3);
  const current = () => cluster.api.get(DEPLOYMENTS, "default", "web") as KubeObject;
  const change = (image: string) =>
    cluster.api.update(DEPLOYMENTS, {
      ...current(),
      spec: { ...specOf(current()), template: specOf(deployment(1, image)).template as KubeObject },
    });
  const sets = () =>
    cluster.api
      .list("replicasets.apps", "default")
      .map((set) => [specOf(set).replicas, statusOf(set).readyReplicas ?? 0]);
  return { ...cluster, current, change, sets };
}

describe("a deployment", () => {
  test("gets its pods, and says so", () => {
    const { status, pods, reasons } = rolled();
    expect(status(DEPLOYMENTS, "web")).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(pods()).toHaveLength(3);
    expect(reasons()).toEqual(["Created", "Pulled", "ScalingReplicaSet", "Scheduled", "Started", "SuccessfulCreate"]);
  });

  test("rolls to a new template without ever having too few or too many pods", () => {
    const { change, pass, pods, status, sets, current } = rolled(4);
    change("nginx:1.28");
    for (let at = 0; at < 40; at++) {
      pass(0.25);
      const alive = pods().filter((pod) => !(pod.metadata as KubeObject).deletionTimestamp);
      expect(alive.length).toBeLessThanOrEqual(5);
      expect(Number(status(DEPLOYMENTS, "web").availableReplicas)).toBeGreaterThanOrEqual(3);
    }
    expect(sets().sort()).toEqual([
      [0, 0],
      [4, 4],
    ]);
    expect((current().metadata as { annotations: object }).annotations).toEqual({
      "deployment.kubernetes.io/revision": "2",
    });
  });

  test("hangs at an image that cannot exist, keeps its old pods, and recovers when that is taken back", () => {
    const { change, pass, status, phases, sets } = rolled(3);
    change("nginx:nosuch");
    pass(30);
    expect(status(DEPLOYMENTS, "web")).toMatchObject({
      updatedReplicas: 1,
      availableReplicas: 3,
      unavailableReplicas: 1,
    });
    expect(phases().sort()).toEqual(["Pending", "Running", "Running", "Running"]);
    change("nginx:1.27");
    pass(10);
    expect(status(DEPLOYMENTS, "web")).toMatchObject({ replicas: 3, updatedReplicas: 3, availableReplicas: 3 });
    expect(sets().sort()).toEqual([
      [0, 0],
      [3, 3],
    ]);
  });

  test("is scaled, replaces a pod that goes, and takes everything along when it is deleted", () => {
    const { api, pass, pods, current } = rolled(2);
    api.update(DEPLOYMENTS, { ...current(), spec: { ...specOf(current()), replicas: 5 } });
    pass(3);
    expect(pods()).toHaveLength(5);
    api.delete("pods", "default", nameOf(pods()[0] as KubeObject));
    pass(5);
    expect(pods()).toHaveLength(5);
    api.delete(DEPLOYMENTS, "default", "web", { propagation: "Background" });
    pass(5);
    expect([pods(), api.list("replicasets.apps")]).toEqual([[], []]);
  });

  test("comes to rest: nothing is written when nothing happens", () => {
    const { machine, pass } = rolled(3);
    pass(60);
    const before = machine.store.version();
    pass(600);
    expect(machine.store.version()).toBe(before);
  });
});
