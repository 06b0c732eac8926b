import { expect, test } from "vitest";
import { readRuleResources, readVerbs, resourceRules, urlRules } from "../../src/generate/role.ts";

test("verbs stand once, and * for all", () => {
  expect(readVerbs(["get", "list", "get"])).toEqual(["get", "list"]);
  expect(readVerbs(["get", "*"])).toEqual(["*"]);
});

test.each([
  ["pods", { resource: "pods", group: "", subresource: "" }],
  ["deployments.v1.apps/scale", { resource: "deployments", group: "v1.apps", subresource: "scale" }],
  ["pods/a/b", { resource: "pods", group: "", subresource: "a/b" }],
  [".apps", { resource: "", group: "apps", subresource: "" }],
])("%s is read", (word, parts) => {
  expect(readRuleResources([word])).toEqual([parts]);
});

test("a bare * stands for all resources", () => {
  expect(readRuleResources(["pods", "*"])).toEqual([{ resource: "*", group: "", subresource: "" }]);
});

test("one rule a group, in the groups' order", () => {
  const resources = readRuleResources(["deployments.apps", "pods", "pods/log", "pods", "replicasets.apps"]);
  expect(resourceRules(["get"], resources, ["a"])).toEqual([
    { verbs: ["get"], apiGroups: [""], resources: ["pods", "pods/log"], resourceNames: ["a"] },
    { verbs: ["get"], apiGroups: ["apps"], resources: ["deployments", "replicasets"], resourceNames: ["a"] },
  ]);
});

test.each([
  [["list"], ["/x"], "invalid verb: 'list' for nonResourceURL"],
  [["get"], ["x"], "nonResourceURL should start with /"],
  [["get"], ["/x*/y"], "nonResourceURL only supports wildcard matches when '*' is at the end"],
])("%j of %j is refused", (verbs, urls, words) => {
  expect(() => urlRules(verbs, urls)).toThrow(words);
});
