import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf } from "../../../src/core/object.ts";
import { specOf } from "../../../src/sandbox/controllers/owned.ts";
import { drivenCluster, pod } from "./driven.ts";
import { told } from "./workloads.ts";

function cluster() {
  const driven = drivenCluster();
  const { api } = driven;
  const node = () => api.get("nodes", "", "node-0") as KubeObject;
  return {
    ...driven,
    taintsOf: () => specOf(node()).taints,
    change: (spec: JsonObject) => api.update("nodes", { ...node(), spec: { ...specOf(node()), ...spec } }),
    names: () => driven.pods().map(nameOf),
  };
}

describe("a node", () => {
  test("that is cordoned has a taint until it is not any more", () => {
    const { change, pass, taintsOf } = cluster();
    change({ unschedulable: true });
    pass(1);
    expect(taintsOf()).toMatchObject([{ effect: "NoSchedule", key: "node.kubernetes.io/unschedulable" }]);
    change({ unschedulable: false });
    pass(1);
    expect(taintsOf()).toBeUndefined();
  });

  test("with a taint that evicts loses its pods, those that tolerate it for a while later", () => {
    const { change, pass, api, names } = cluster();
    const toleration = { key: "x", operator: "Exists" };
    const tolerations: Record<string, JsonObject[]> = {
      gone: [],
      later: [{ ...toleration, tolerationSeconds: 30 }],
      stays: [toleration],
    };
    for (const [name, own] of Object.entries(tolerations)) {
      api.create("pods", pod(name, {}, { tolerations: own, nodeSelector: { "kubernetes.io/hostname": "node-0" } }));
    }
    pass(5);
    change({ taints: [{ key: "x", value: "y", effect: "NoExecute" }] });
    pass(10);
    expect(names()).toEqual(["later", "stays"]);
    expect(told(api.list("events"), "gone")).toContain("TaintManagerEviction: Marking for deletion Pod default/gone");
    pass(30);
    expect(names()).toEqual(["stays"]);
  });
});
