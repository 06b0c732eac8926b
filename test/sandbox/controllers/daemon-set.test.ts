import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf } from "../../../src/core/object.ts";
import { specOf } from "../../../src/sandbox/controllers/owned.ts";
import { drivenCluster } from "./driven.ts";
import { changed, daemonSet, told } from "./workloads.ts";

const SETS = "daemonsets.apps";

function started(pod: JsonObject = {}) {
  const cluster = drivenCluster();
  cluster.api.create(SETS, daemonSet({}, "nginx:1", pod));
  cluster.pass(5);
  const change = (spec: JsonObject) =>
    cluster.api.update(SETS, changed(cluster.api.get(SETS, "default", "agent") as KubeObject, spec));
  const nodes = () => cluster.pods().map((one) => specOf(one).nodeName);
  const changeNode = (name: string, fields: JsonObject) => {
    const node = cluster.api.get("nodes", "", name) as KubeObject;
    cluster.api.update("nodes", { ...node, ...fields });
  };
  return { ...cluster, change, changeNode, nodes };
}

describe("a daemon set", () => {
  test("has one pod on every node, and says so", () => {
    const { nodes, status, api, pods } = started();
    expect(nodes().sort()).toEqual(["node-0", "node-1"]);
    expect(status(SETS, "agent")).toEqual({
      currentNumberScheduled: 2,
      desiredNumberScheduled: 2,
      numberAvailable: 2,
      numberMisscheduled: 0,
      numberReady: 2,
      observedGeneration: 1,
      updatedNumberScheduled: 2,
    });
    expect(told(api.list("events"), "agent").sort()).toEqual(
      pods()
        .map((pod) => `SuccessfulCreate: Created pod: ${nameOf(pod)}`)
        .sort(),
    );
  });

  test("keeps to the nodes it wants, and follows their labels and taints", () => {
    const { nodes, changeNode, pass, status, api } = started({ nodeSelector: { disk: "ssd" } });
    expect(nodes()).toEqual([]);
    changeNode("node-1", { metadata: { name: "node-1", labels: { disk: "ssd" } } });
    pass(5);
    expect(nodes()).toEqual(["node-1"]);
    const spec = specOf(api.get("nodes", "", "node-1") as KubeObject);
    changeNode("node-1", { spec: { ...spec, unschedulable: true } });
    pass(5);
    expect(nodes()).toEqual(["node-1"]);
    changeNode("node-1", { spec: { ...spec, taints: [{ key: "a", effect: "NoExecute" }] } });
    pass(5);
    expect(nodes()).toEqual([]);
    expect(status(SETS, "agent")).toMatchObject({ desiredNumberScheduled: 0 });
  });

  test("renews one pod after the other", () => {
    const { change, pass, pods, status, api } = started();
    const { template } = daemonSet({}, "nginx:2").spec as JsonObject;
    change({ template: template as JsonObject });
    pass(0.5);
    expect(status(SETS, "agent")).toMatchObject({ numberUnavailable: 1, observedGeneration: 2 });
    pass(20);
    expect(status(SETS, "agent")).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 2 });
    expect(pods().map((pod) => (specOf(pod).containers as JsonObject[])[0]?.image)).toEqual(["nginx:2", "nginx:2"]);
    expect(api.list("controllerrevisions.apps").map(({ revision }) => revision)).toHaveLength(2);
  });

  test("comes to rest, and takes its pods along", () => {
    const { machine, pass, api, pods } = started();
    pass(60);
    const before = machine.store.version();
    pass(600);
    expect(machine.store.version()).toBe(before);
    api.delete(SETS, "default", "agent", { propagation: "Background" });
    pass(5);
    expect(pods()).toEqual([]);
  });
});
