import { expect, test } from "vitest";
import { matchesName, selectContainers } from "../../src/set/containers.ts";

const NAMES = ["app", "aab", "abab", "xax", "a-x-a", "b"];

// Observed with kubectl 1.36.3.
test.each([
  ["*", "app aab abab xax a-x-a b"],
  ["**", "app aab abab xax a-x-a b"],
  ["a*", "app aab abab xax a-x-a"],
  ["*a", ""],
  ["a*p", ""],
  ["*b", "aab b"],
  ["a*b", "aab"],
  ["a**b", "aab"],
  ["x*x", ""],
  ["*p*", "app"],
  ["ab*", "aab abab"],
  ["*ab", "aab"],
  ["*x*", "xax a-x-a"],
  ["*-*a", ""],
  ["b*b", "b"],
  ["*pp", "app"],
  ["aa*b", "aab"],
  ["a?p", ""],
  ["b", "b"],
  ["", ""],
])("%j fits %s", (pattern, wanted) => {
  expect(NAMES.filter((name) => matchesName(name, pattern)).join(" ")).toBe(wanted);
});

test("init containers come last", () => {
  const spec = { initContainers: [{ name: "init" }], containers: [{ name: "app" }, { name: "side" }] };
  expect(selectContainers(spec, "*").map(({ name }) => name)).toEqual(["app", "side", "init"]);
});
