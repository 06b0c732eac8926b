import { describe, expect, test } from "vitest";
import { flagName } from "../../src/core/flags.ts";
import { readGroupVersion, readResourceWord, withGroup, writeGroupVersion } from "../../src/core/names.ts";

describe("readings of a type's word, in the order in which kubectl tries them", () => {
  test.each([
    ["pods", [{ resource: "pods" }]],
    ["Pod", [{ resource: "Pod" }]],
    ["deploy.apps", [{ resource: "deploy", group: "apps" }]],
    ["pods.v1", [{ resource: "pods", group: "v1" }]],
    [
      "deployments.v1.apps",
      [
        { resource: "deployments", version: "v1", group: "apps" },
        { resource: "deployments", group: "v1.apps" },
      ],
    ],
    [
      "nodes.v1beta1.metrics.k8s.io",
      [
        { resource: "nodes", version: "v1beta1", group: "metrics.k8s.io" },
        { resource: "nodes", group: "v1beta1.metrics.k8s.io" },
      ],
    ],
    ["pods.", [{ resource: "pods" }]],
    [
      "pods.v1.",
      [
        { resource: "pods", version: "v1" },
        { resource: "pods", group: "v1." },
      ],
    ],
    [
      "deployments..apps",
      [
        { resource: "deployments", group: "apps" },
        { resource: "deployments", group: ".apps" },
      ],
    ],
    ["pods..", [{ resource: "pods" }, { resource: "pods", group: "." }]],
    ["", []],
    [".apps", []],
    ["..", []],
  ])("%s", (word, readings) => expect(readResourceWord(word).readings).toEqual(readings));

  test("messages name the part before the first dot", () => {
    expect(readResourceWord("nosuch.v1.apps").resource).toBe("nosuch");
  });
});

test.each([
  ["v1", { group: "", version: "v1" }],
  ["apps/v1", { group: "apps", version: "v1" }],
  ["", { group: "", version: "" }],
  ["/v1", { group: "", version: "v1" }],
  ["a/b/c", undefined],
])("apiVersion %j", (text, wanted) => expect(readGroupVersion(text)).toEqual(wanted));

test.each(["v1", "apps/v1", "metrics.k8s.io/v1beta1"])("%s is written as it was read", (text) => {
  const read = readGroupVersion(text);
  expect(read && writeGroupVersion(read)).toBe(text);
});

test("only groups with a name are shown", () => {
  expect([withGroup("pods", ""), withGroup("deployments", "apps")]).toEqual(["pods", "deployments.apps"]);
});

test.each([
  ["watch", "watch"],
  ["fromEnvFile", "from-env-file"],
  ["insecureSkipTlsVerify", "insecure-skip-tls-verify"],
  ["v", "v"],
])("flag %s is spelt --%s", (key, name) => expect(flagName(key)).toBe(name));
