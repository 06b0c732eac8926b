import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/object.ts";
import { referenceText, resolveReference } from "../../src/set/references.ts";

const object = {
  metadata: { name: "refs", namespace: "shop", uid: "u1", labels: { b: "2", a: '"' }, annotations: { "q.x": "z" } },
};
const container = { resources: { limits: { cpu: "1500m", memory: "1Gi", "hugepages-2Mi": "4Mi" }, requests: {} } };
const secret = async (kind: string, name: string, key: string) => `${kind}/${name}/${key}`;
const resolve = (valueFrom: JsonObject) => resolveReference(valueFrom, { object, container }, secret);

test.each<[string, JsonObject]>([
  ["configmap c, key k", { configMapKeyRef: { name: "c", key: "k" }, secretKeyRef: { name: "s", key: "k" } }],
  ["secret s, key ", { secretKeyRef: { name: "s" } }],
  ["field path metadata.name", { fieldRef: { fieldPath: "metadata.name" } }],
  ["resource field limits.cpu", { resourceFieldRef: { resource: "limits.cpu" } }],
  ["resource field side/limits.cpu", { resourceFieldRef: { containerName: "side", resource: "limits.cpu" } }],
  ["invalid valueFrom", {}],
])("%s", (wanted, valueFrom) => {
  expect(referenceText(valueFrom)).toBe(wanted);
});

describe("values", () => {
  test.each<[Json, string]>([
    ["metadata.name", "refs"],
    ["metadata.namespace", "shop"],
    ["metadata.uid", "u1"],
    ["metadata.labels", 'a="\\""\nb="2"'],
    ["metadata.labels['b']", "2"],
    ["metadata.labels['none']", ""],
    ["metadata.annotations['q.x']", "z"],
  ])("of field %s", async (fieldPath, wanted) => {
    expect(await resolve({ fieldRef: { fieldPath } })).toBe(wanted);
  });

  test.each<[JsonObject, string]>([
    [{ resource: "limits.cpu" }, "2"],
    [{ resource: "limits.cpu", divisor: "1m" }, "1500"],
    [{ resource: "limits.cpu", divisor: "0" }, "2"],
    [{ resource: "limits.memory", divisor: "1Mi" }, "1024"],
    [{ resource: "limits.memory", divisor: "1k" }, "1073742"],
    [{ resource: "limits.hugepages-2Mi" }, "4194304"],
    [{ resource: "requests.cpu" }, "0"],
  ])("of resource field %j", async (resourceFieldRef, wanted) => {
    expect(await resolve({ resourceFieldRef })).toBe(wanted);
  });

  test("of keys, a secret's before a config map's", async () => {
    const both = { configMapKeyRef: { name: "c", key: "k" }, secretKeyRef: { name: "s", key: "k" } };
    expect(await resolve(both)).toBe("secrets/s/k");
    expect(await resolve({ configMapKeyRef: { name: "c", key: "k" } })).toBe("configmaps/c/k");
  });

  test.each<[JsonObject, string]>([
    [{ fieldRef: { fieldPath: "spec.nodeName" } }, "unsupported fieldPath: spec.nodeName"],
    [{ fieldRef: { fieldPath: "metadata.name['x']" } }, `fieldPath "metadata.name['x']" does not support subscript`],
    [
      { fieldRef: { fieldPath: "metadata.labels['']" } },
      "invalid key subscript in metadata.labels['']: name part must be",
    ],
    [{ resourceFieldRef: { resource: "limits.gpu" } }, "Unsupported container resource : limits.gpu"],
    [{}, "invalid valueFrom"],
  ])("%j has none", async (valueFrom, wanted) => {
    await expect(resolve(valueFrom)).rejects.toThrow(wanted);
  });
});
