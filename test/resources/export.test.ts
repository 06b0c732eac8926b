import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../src/core/object.ts";
import { reappliable } from "../../src/resources/export.ts";

const metadata = { name: "x", labels: { a: "b" } };
const chosen = { creationTimestamp: "2026-01-01T00:00:00Z", generation: 3, namespace: "n", resourceVersion: "7" };
const more = { uid: "u", managedFields: [], ownerReferences: [], selfLink: "/x", deletionTimestamp: "t" };

describe("what the server set is left out", () => {
  test.each<[string, KubeObject, KubeObject]>([
    ["status", { kind: "Pod", metadata, status: { phase: "Running" } }, { kind: "Pod", metadata }],
    ["metadata", { kind: "Pod", metadata: { ...metadata, ...chosen, ...more } }, { kind: "Pod", metadata }],
    [
      "annotations of controllers",
      annotated({ "deployment.kubernetes.io/revision": "1", mine: "x" }),
      annotated({ mine: "x" }),
    ],
    [
      "annotations, where none is left",
      annotated({ "kubectl.kubernetes.io/last-applied-configuration": "{}" }),
      { kind: "Deployment", metadata },
    ],
    ["times that say nothing", templated({ creationTimestamp: null, labels: {} }), templated({ labels: {} })],
    ["addresses of a service", service({ clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.1"] }), service({})],
    [
      "a pod's node",
      { kind: "Pod", metadata, spec: { nodeName: "n", x: 1 } },
      { kind: "Pod", metadata, spec: { x: 1 } },
    ],
    ["maps that become empty", { kind: "PersistentVolume", spec: { claimRef: {} } }, { kind: "PersistentVolume" }],
    [
      "a job's selector and the labels it chose",
      job({ selector: {} }, { "controller-uid": "u", "batch.kubernetes.io/job-name": "j", mine: "x" }),
      job({}, { mine: "x" }),
    ],
  ])("%s", (_, object, wanted) => expect(reappliable(object)).toEqual(wanted));
});

describe("what the user chose stays", () => {
  test.each<[string, KubeObject]>([
    ["a headless service", service({ clusterIP: "None", clusterIPs: ["None"] })],
    ["fields of other kinds", { kind: "Widget", metadata, spec: { clusterIP: "x", nodeName: "y" } }],
    ["an object without metadata", { kind: "Pod" }],
    ["finalizers", { kind: "Pod", metadata: { ...metadata, finalizers: ["a"] } }],
  ])("%s", (_, object) => expect(reappliable(object)).toEqual(object));
});

test("the object itself is not touched", () => {
  const object = { kind: "Job", metadata: { ...metadata, uid: "u" }, spec: { selector: {} }, status: {} };
  const before = structuredClone(object);
  reappliable(object);
  expect(object).toEqual(before);
});

function annotated(annotations: Record<string, string>): KubeObject {
  return { kind: "Deployment", metadata: { ...metadata, annotations } };
}

function templated(inner: KubeObject): KubeObject {
  return { kind: "Deployment", metadata, spec: { template: { metadata: inner, spec: { list: [1] } } } };
}

function service(address: KubeObject): KubeObject {
  return { kind: "Service", metadata, spec: { ports: [{ port: 80 }], ...address } };
}

function job(spec: KubeObject, labels: KubeObject): KubeObject {
  return { kind: "Job", metadata, spec: { ...spec, template: { metadata: { labels } } } };
}
