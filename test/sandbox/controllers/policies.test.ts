import { describe, expect, test } from "vitest";
import type { JsonObject, KubeObject } from "../../../src/core/object.ts";
import { conditionsOf, specOf } from "../../../src/sandbox/controllers/owned.ts";
import { deployment, drivenCluster, pod } from "./driven.ts";
import { told } from "./workloads.ts";

const BUDGETS = "poddisruptionbudgets.policy";
const AUTOSCALERS = "horizontalpodautoscalers.autoscaling";

describe("a disruption budget", () => {
  test.each<[string, JsonObject, JsonObject]>([
    ["minAvailable", { minAvailable: 2 }, { desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3 }],
    ["a share", { minAvailable: "50%" }, { desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3 }],
    ["maxUnavailable", { maxUnavailable: 2 }, { desiredHealthy: 1, disruptionsAllowed: 2, expectedPods: 3 }],
    ["more than there are", { minAvailable: 5 }, { desiredHealthy: 5, disruptionsAllowed: 0, expectedPods: 3 }],
  ])("with %s says how many pods may go", (_, spec, counts) => {
    const { api, pass, status } = drivenCluster();
    api.create("deployments.apps", deployment(3));
    const selector = { matchLabels: { app: "web" } };
    api.create(BUDGETS, { metadata: { name: "b", namespace: "default" }, spec: { selector, ...spec } });
    pass(5);
    expect(status(BUDGETS, "b")).toMatchObject({ currentHealthy: 3, observedGeneration: 1, ...counts });
    expect(conditionsOf(api.get(BUDGETS, "default", "b") as KubeObject)).toMatchObject([
      {
        type: "DisruptionAllowed",
        ...(counts.disruptionsAllowed === 0
          ? { status: "False", reason: "InsufficientPods" }
          : { status: "True", reason: "SufficientPods" }),
      },
    ]);
  });

  test("tells of pods that it cannot count, and of none", () => {
    const { api, pass } = drivenCluster();
    const bare = pod("x", {});
    api.create("pods", { ...bare, metadata: { name: "x", namespace: "default", labels: { app: "x" } } });
    for (const app of ["x", "y"]) {
      const spec = { selector: { matchLabels: { app } }, maxUnavailable: 1 };
      api.create(BUDGETS, { metadata: { name: app, namespace: "default" }, spec });
    }
    pass(5);
    expect(told(api.list("events"), "y")).toEqual(["NoPods: No matching pods found"]);
    expect(told(api.list("events"), "x").join()).toContain("MatchLabels:map[string]string{app: x,},");
  });
});

describe("an autoscaler", () => {
  function started(replicas: number, spec: JsonObject = {}) {
    const cluster = drivenCluster();
    cluster.api.create("deployments.apps", deployment(replicas));
    const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
    cluster.api.create(AUTOSCALERS, {
      metadata: { name: "h", namespace: "default" },
      spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 4, ...spec },
    });
    cluster.pass(20);
    return {
      ...cluster,
      said: () => (cluster.status(AUTOSCALERS, "h").conditions as JsonObject[]).map(({ reason }) => reason),
      size: () => specOf(cluster.api.get("deployments.apps", "default", "web") as KubeObject).replicas,
      told: () => told(cluster.api.list("events"), "h"),
    };
  }

  test("says that there are no metrics", () => {
    const { said, told, status } = started(3);
    expect(said()).toEqual(["SucceededGetScale", "FailedGetResourceMetric"]);
    expect(status(AUTOSCALERS, "h")).toMatchObject({ currentReplicas: 3, desiredReplicas: 0 });
    const problem =
      "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";
    expect(told()).toEqual([
      `FailedGetResourceMetric: ${problem}`,
      `FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${problem}`,
    ]);
  });

  test.each([
    [6, 4, "New size: 4; reason: Current number of replicas above Spec.MaxReplicas"],
    [1, 2, "New size: 2; reason: Current number of replicas below Spec.MinReplicas"],
  ])("keeps sizes within their limits: %i becomes %i", (from, to, message) => {
    const { size, told, status, said } = started(from);
    expect([size(), told()[0]]).toEqual([to, `SuccessfulRescale: ${message}`]);
    expect(status(AUTOSCALERS, "h")).toMatchObject({ desiredReplicas: to });
    expect(said()).toContain("FailedGetResourceMetric");
  });

  test.each<[string, number, JsonObject, string[]]>([
    ["has no pods", 0, {}, ["SucceededGetScale", "ScalingDisabled"]],
    [
      "is not there",
      1,
      { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "x" } },
      ["FailedGetScale"],
    ],
    ["is of no known type", 1, { scaleTargetRef: { apiVersion: "a/v1", kind: "B", name: "x" } }, ["FailedGetScale"]],
  ])("whose target %s says so", (_, replicas, spec, reasons) => {
    expect(started(replicas, spec).said()).toEqual(reasons);
  });

  test.each<[JsonObject, string]>([
    [
      { type: "Pods", pods: { metric: { name: "qps" } } },
      "unable to get metric qps: unable to fetch metrics from custom",
    ],
    [{ type: "External", external: { metric: { name: "q" } } }, "unable to get external metric default/q/nil: "],
    [
      { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "1Gi" } } },
      "failed to get memory usage: ",
    ],
  ])("names each kind of metric: %j", (metric, words) => {
    expect(started(3, { metrics: [metric] }).told()[0]).toContain(words);
  });
});
