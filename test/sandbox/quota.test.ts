import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/object.ts";
import { deployment, drivenCluster, pod } from "./controllers/driven.ts";

const quota = (hard: JsonObject, more: JsonObject = {}) => ({
  metadata: { name: "tight", namespace: "default" },
  spec: { hard, ...more },
});
const asking = (cpu: string): JsonObject => ({ resources: { requests: { cpu }, limits: { memory: "64Mi" } } });

function limited(hard: JsonObject, more: JsonObject = {}) {
  const cluster = drivenCluster();
  cluster.api.create("resourcequotas", quota(hard, more));
  cluster.pass(1);
  return cluster;
}

// The words are those of a real control plane.
describe("quotas", () => {
  test("say what is used of them", () => {
    const { api, pass, status } = limited({ pods: "5", "requests.cpu": "1", "limits.memory": "1Gi", services: "1" });
    expect(status("resourcequotas", "tight").used).toEqual({
      pods: "0",
      "requests.cpu": "0",
      "limits.memory": "0",
      services: "1",
    });
    api.create("pods", pod("a", asking("600m")));
    pass(3);
    expect(status("resourcequotas", "tight").used).toMatchObject({
      pods: "1",
      "requests.cpu": "600m",
      "limits.memory": "64Mi",
    });
    expect(() => api.create("pods", pod("b", asking("500m")))).toThrow(
      'pods "b" is forbidden: exceeded quota: tight, requested: requests.cpu=500m, used: requests.cpu=600m, limited: requests.cpu=1',
    );
    expect(() => api.create("pods", pod("c", {}))).toThrow(
      'pods "c" is forbidden: failed quota: tight: must specify limits.memory for: c; requests.cpu for: c',
    );
    api.create("pods", pod("d", asking("400m")));
  });

  test("count objects of every type", () => {
    const { api } = limited({ "count/secrets": "1", configmaps: "2" });
    const named = (name: string) => ({ metadata: { name, namespace: "default" } });
    api.create("secrets", named("a"));
    expect(() => api.create("secrets", named("b"))).toThrow(
      'secrets "b" is forbidden: exceeded quota: tight, requested: count/secrets=1, used: count/secrets=1, limited: count/secrets=1',
    );
    api.create("configmaps", named("a"));
    expect(() => api.create("configmaps", named("b"))).toThrow("exceeded quota");
  });

  test("that count certain pods alone are not enforced, and pods that have ended do not count", () => {
    const scoped = limited({ pods: "0" }, { scopes: ["BestEffort"] });
    scoped.api.create("pods", pod("a", {}));
    const { api, pass } = limited({ pods: "1" });
    api.create("pods", pod("a", { command: ["true"] }, { restartPolicy: "Never" }));
    pass(5);
    api.create("pods", pod("b", {}));
  });

  test("keep a deployment from growing, and it says so", () => {
    const { api, pass, status } = limited({ pods: "1" });
    api.create("deployments.apps", deployment(3));
    pass(5);
    expect(status("deployments.apps", "web")).toMatchObject({
      replicas: 1,
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: "ReplicaFailure", message: expect.stringContaining("exceeded quota: tight") }),
      ]),
    });
  });
});
