import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf } from "../../src/core/object.ts";
import { conditionOf, specOf, statusOf } from "../../src/sandbox/controllers/owned.ts";
import { drivenCluster, pod } from "./controllers/driven.ts";

const asks = (requests: JsonObject): JsonObject => ({ resources: { requests } });
const hostname = "kubernetes.io/hostname";
const required = (kind: string, app: string): JsonObject => ({
  affinity: {
    [kind]: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app } }, topologyKey: hostname },
      ],
    },
  },
});

function cluster() {
  const driven = drivenCluster();
  const { api } = driven;
  const create = (name: string, container: JsonObject = {}, spec: JsonObject = {}, labels: JsonObject = {}) =>
    api.create("pods", { ...pod(name, container, spec), metadata: { name, namespace: "default", labels } });
  const found = (name: string) => api.get("pods", "default", name) as KubeObject;
  const changeNode = (name: string, spec: JsonObject) => {
    const node = api.get("nodes", "", name) as KubeObject;
    api.update("nodes", { ...node, spec: { ...specOf(node), ...spec } });
  };
  return {
    ...driven,
    create,
    changeNode,
    nodeOf: (name: string) => specOf(found(name)).nodeName,
    why: (name: string) => conditionOf(found(name), "PodScheduled")?.message,
  };
}

const helpless = (reasons: string) =>
  `0/2 nodes are available: ${reasons}. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.`;

describe("a pod that fits nowhere says why, in the real scheduler's words", () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ["cpu", asks({ cpu: "1000" }), {}, helpless("2 Insufficient cpu")],
    ["both", asks({ cpu: "1000", memory: "9Ti" }), {}, helpless("2 Insufficient cpu, 2 Insufficient memory")],
    ["a device", asks({ "nvidia.com/gpu": "1" }), {}, helpless("2 Insufficient nvidia.com/gpu")],
    ["a label", {}, { nodeSelector: { disk: "ssd" } }, helpless("2 node(s) didn't match Pod's node affinity/selector")],
    ["friends", {}, required("podAffinity", "nobody"), helpless("2 node(s) didn't match pod affinity rules")],
    [
      "zones",
      {},
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", labelSelector: {} },
        ],
      },
      helpless("2 node(s) didn't match pod topology spread constraints (missing required label)"),
    ],
    [
      "a claim",
      {},
      { volumes: [{ name: "v", persistentVolumeClaim: { claimName: "x" } }] },
      '0/2 nodes are available: persistentvolumeclaim "x" not found. not found',
    ],
    ["a gate", {}, { schedulingGates: [{ name: "a.b/c" }] }, "Scheduling is blocked due to non-empty scheduling gates"],
    [
      "no preemption",
      asks({ cpu: "1000" }),
      { preemptionPolicy: "Never" },
      "0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.",
    ],
  ])("%s", (_, container, spec, words) => {
    const { create, pass, why } = cluster();
    create("x", container, spec);
    pass(3);
    expect(why("x")).toBe(words);
  });

  test("taints and cordons", () => {
    const { create, pass, why, changeNode } = cluster();
    changeNode("node-0", { unschedulable: true });
    changeNode("node-1", { taints: [{ key: "dedicated", value: "db", effect: "NoSchedule" }] });
    create("x");
    pass(3);
    expect(why("x")).toBe(helpless("1 node(s) had untolerated taint(s), 1 node(s) were unschedulable"));
  });

  test("ports and neighbours that others have already", () => {
    const { create, pass, why } = cluster();
    const port = { ports: [{ containerPort: 80, hostPort: 80 }] };
    const alone = required("podAntiAffinity", "one");
    for (const name of ["a", "b", "c"]) create(`port-${name}`, port);
    for (const name of ["a", "b", "c"]) create(`alone-${name}`, {}, alone, { app: "one" });
    pass(3);
    const victims = "preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.";
    expect(why("port-c")).toContain("2 node(s) didn't have free ports for the requested pod ports. ");
    expect(why("port-c")).toContain(victims);
    expect(why("alone-c")).toContain(
      `2 node(s) didn't match pod anti-affinity rules. no new claims to deallocate, ${victims}`,
    );
  });
});

describe("a pod gets a node", () => {
  test("that is emptier than the others, and with it an event of the newer form", () => {
    const { create, pass, nodeOf, api } = cluster();
    for (const name of ["a", "b"]) create(name);
    pass(1);
    expect([nodeOf("a"), nodeOf("b")].sort()).toEqual(["node-0", "node-1"]);
    expect(api.list("events").find(({ reason }) => reason === "Scheduled")).toMatchObject({
      action: "Binding",
      source: {},
      firstTimestamp: null,
      eventTime: "2026-01-01T00:00:01.000000Z",
      reportingComponent: "default-scheduler",
    });
  });

  test("when there is room again", () => {
    const { create, pass, nodeOf, api } = cluster();
    for (const name of ["a", "b", "c"]) create(name, asks({ cpu: "7" }));
    pass(3);
    expect(nodeOf("c")).toBeUndefined();
    api.delete("pods", "default", "a");
    pass(10);
    expect(nodeOf("c")).toBeDefined();
  });

  test("spread over zones", () => {
    const { create, pass, nodeOf } = cluster();
    const spread = { maxSkew: 1, topologyKey: hostname, whenUnsatisfiable: "DoNotSchedule" };
    const topologySpreadConstraints = [{ ...spread, labelSelector: { matchLabels: { app: "s" } } }];
    for (const name of ["a", "b"]) create(name, {}, { topologySpreadConstraints }, { app: "s" });
    pass(2);
    expect(new Set([nodeOf("a"), nodeOf("b")]).size).toBe(2);
  });

  test("only from the scheduler it asks for", () => {
    const { create, pass, api } = cluster();
    create("x", {}, { schedulerName: "mine" });
    pass(5);
    expect(statusOf(api.get("pods", "default", "x") as KubeObject).conditions).toBeUndefined();
    expect(api.list("events").filter((event) => nameOf(event.involvedObject as KubeObject) === "x")).toEqual([]);
  });
});
