import { afterAll, beforeAll, expect, test } from "vitest";
import { openWire, type Wire } from "./wire.ts";

let wire: Wire;
beforeAll(async () => {
  wire = await openWire();
});
afterAll(() => wire.close());

test("an Event of events.k8s.io is the Event of v1 in other words, and is found by either's fields", async () => {
  const event = {
    apiVersion: "events.k8s.io/v1",
    metadata: { name: "e" },
    regarding: { kind: "Pod", name: "web", namespace: "default" },
    note: "hello",
    reason: "Test",
    type: "Normal",
  };
  const later = "/apis/events.k8s.io/v1/namespaces/default/events";
  const old = "/api/v1/namespaces/default/events";
  expect((await wire.ask("POST", later, { body: event })).status).toBe(201);
  const found = await wire.ask("GET", `${later}?fieldSelector=regarding.name%3Dweb`);
  expect(found.json.items).toMatchObject([{ note: "hello", regarding: { name: "web" } }]);
  const known = await wire.ask("GET", `${old}?fieldSelector=involvedObject.name%3Dweb`);
  expect(known.json.items).toMatchObject([{ message: "hello", involvedObject: { name: "web" } }]);
});

test("an autoscaler of autoscaling/v1 is kept as v2", async () => {
  const spec = {
    maxReplicas: 3,
    scaleTargetRef: { kind: "Deployment", name: "web" },
    targetCPUUtilizationPercentage: 50,
  };
  const body = { apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler", metadata: { name: "h" }, spec };
  const path = (version: string) => `/apis/autoscaling/${version}/namespaces/default/horizontalpodautoscalers`;
  expect((await wire.ask("POST", path("v1"), { body })).json.spec).toMatchObject(spec);
  const later = await wire.ask("GET", `${path("v2")}/h`);
  expect(later.json.spec).toMatchObject({
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } } }],
  });
});

test.each([
  ["apis/apiregistration.k8s.io/v1/apiservices", "v1.apps"],
  ["apis/flowcontrol.apiserver.k8s.io/v1/flowschemas", "catch-all"],
  ["apis/flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations", "exempt"],
  ["apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases", "node-0"],
])("a new cluster has %s %s", async (path, name) => {
  expect((await wire.ask("GET", `/${path}/${name}`)).status).toBe(200);
});
