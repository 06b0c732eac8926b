import { expect, test } from "vitest";
import { uncovered } from "../../src/access/covers.ts";
import { listing } from "../../src/access/listing.ts";
import { breakDown, type Rule, readRules, ruleText, writeRule } from "../../src/access/rule.ts";
import { isKnownVerb } from "../../src/access/verbs.ts";

const rule = (verbs: string, groups: string, resources: string, names = "", urls = ""): Rule => {
  const list = (text: string) => (text === "" ? [] : text.split(" ").map((one) => (one === "core" ? "" : one)));
  return {
    verbs: list(verbs),
    apiGroups: list(groups),
    resources: list(resources),
    resourceNames: list(names),
    nonResourceURLs: list(urls),
  };
};

test("a rule is broken down into one thing each", () => {
  expect(breakDown(rule("get list", "core apps", "pods")).map(ruleText)).toEqual([
    "{Verbs:[get] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}",
    "{Verbs:[list] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}",
    "{Verbs:[get] APIGroups:[apps] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}",
    "{Verbs:[list] APIGroups:[apps] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}",
  ]);
  expect(breakDown(rule("get", "core", "secrets", "a b"))).toHaveLength(2);
  expect(breakDown(rule("get post", "", "", "", "/a /b"))).toHaveLength(4);
});

test.each([
  ["the same", rule("get", "core", "pods"), rule("get", "core", "pods"), 0],
  ["another verb", rule("get", "core", "pods"), rule("get list", "core", "pods"), 1],
  ["all verbs", rule("*", "core", "pods"), rule("get list", "core", "pods"), 0],
  ["all groups", rule("get", "*", "pods"), rule("get", "apps", "pods"), 0],
  ["all resources", rule("get", "core", "*"), rule("get", "core", "pods/log"), 0],
  ["a part of all", rule("get", "core", "*/scale"), rule("get", "core", "pods/scale pods/log"), 1],
  ["names are narrower", rule("get", "core", "pods", "a"), rule("get", "core", "pods"), 1],
  ["names are within", rule("get", "core", "pods"), rule("get", "core", "pods", "a"), 0],
  ["paths by their beginning", rule("get", "", "", "", "/a*"), rule("get", "", "", "", "/ab /b"), 1],
  ["paths are no resources", rule("get", "core", "pods"), rule("get", "", "", "", "/a"), 1],
])("covering: %s", (_, held, wanted, missing) => {
  expect(uncovered([held], [wanted])).toHaveLength(missing);
});

test("a listing has one row for a resource, sorted as kubectl sorts", () => {
  const rules = [
    rule("watch get", "core apps", "pods"),
    rule("list get", "core", "pods"),
    rule("get", "core", "secrets", "x"),
    rule("get", "", "", "", "/a"),
    rule("get", "", "", "", "/a"),
    rule("*", "*", "*"),
  ];
  expect(listing(rules)).toEqual([
    ["*.*", "[]", "[]", "[*]"],
    ["", "[/a]", "[]", "[get]"],
    ["", "[/a]", "[]", "[get]"],
    ["secrets", "[]", "[x]", "[get]"],
    ["pods", "[]", "[]", "[watch get list]"],
    ["pods.apps", "[]", "[]", "[watch get]"],
  ]);
});

test("rules are read with care and written with what they have", () => {
  expect(readRules(null)).toEqual([]);
  expect(readRules([{ verbs: ["get"] }, "odd"]).map(writeRule)).toEqual([{ verbs: ["get"] }]);
});

test.each([
  ["list", false, true],
  ["list", true, false],
  ["post", true, true],
  ["post", false, false],
  ["*", true, true],
])("%s is a verb of paths (%s): %s", (verb, isPath, known) => expect(isKnownVerb(verb, isPath)).toBe(known));
