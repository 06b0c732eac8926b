import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/object.ts";
import { applyMergePatch, diffMergePatch, threeWayMergePatch } from "../../src/patch/merge.ts";
import { outcome } from "./outcome.ts";

interface Case {
  readonly target: JsonObject;
  readonly patch: Json;
  readonly result: Json;
}

const recorded = (JSON.parse(readFileSync("test/patch/merge.json", "utf8")) as { cases: Case[] }).cases;

describe("answers of patch --local --type=merge", () => {
  test.each(recorded.map((one) => [JSON.stringify(one.patch), one] as const))("%s", (_, { target, patch, result }) => {
    const before = JSON.stringify(target);
    const got = applyMergePatch(target, patch);
    expect(got).toEqual(result);
    expect(Object.keys(got as JsonObject).sort()).toEqual(Object.keys(result as JsonObject).sort());
    expect(JSON.stringify(target)).toBe(before);
  });
});

test.each([null, 5, "x", true])("%j is no merge patch", (patch) => {
  expect(outcome(() => applyMergePatch({}, patch))).toEqual({ error: "Invalid JSON Patch" });
});

test.each<[JsonObject, JsonObject, JsonObject]>([
  [{ a: 1 }, { a: 1 }, {}],
  [{ a: 1 }, { a: 2 }, { a: 2 }],
  [{ a: 1, b: 2 }, { b: 2 }, { a: null }],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, { a: { c: null } }],
  [{ a: { b: 1 } }, { a: { b: 1 }, d: { e: {} } }, { d: { e: {} } }],
  [{ a: [1, 2] }, { a: [1] }, { a: [1] }],
  [{ a: { b: 1 } }, { a: "x" }, { a: "x" }],
  [{ a: "x" }, { a: {} }, { a: {} }],
  [{ a: { b: 1 } }, { a: {} }, { a: { b: null } }],
  [{ a: 1n << 60n }, { a: (1n << 60n) + 1n }, { a: (1n << 60n) + 1n }],
])("a difference, case %#", (before, after, patch) => {
  expect(diffMergePatch(before, after)).toEqual(patch);
});

test("hostile keys stay plain data", () => {
  const patch = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as JsonObject;
  const merged = applyMergePatch({}, patch) as JsonObject;
  expect(JSON.stringify(merged)).toBe(JSON.stringify(patch));
  expect(JSON.stringify(diffMergePatch({}, patch))).toBe(JSON.stringify(patch));
  expect(({} as JsonObject).polluted).toBeUndefined();
});

test.each<[string, JsonObject]>([
  ["apiVersion:v2", { apiVersion: "v2", kind: "Foo", metadata: { name: "x" } }],
  ["kind:Bar", { apiVersion: "v1", kind: "Bar", metadata: { name: "x" } }],
  ["metadata:map[name:y]", { apiVersion: "v1", kind: "Foo", metadata: { name: "y" } }],
])("an apply that changes %s is refused", (change, modified) => {
  const current: JsonObject = { apiVersion: "v1", kind: "Foo", metadata: { name: "x" } };
  const error = `precondition failed for: map[${change}]`;
  expect(outcome(() => threeWayMergePatch({ original: current, current, modified }))).toEqual({ error });
});

const key = fc.constantFrom("a", "b", "c", "__proto__", "toString");

/** JSON without nulls inside objects: what a merge patch can bring about. */
const { tree } = fc.letrec<{ tree: Json; map: JsonObject }>((tie) => ({
  map: fc
    .array(fc.tuple(key, tie("tree")), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries) as JsonObject),
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.constantFrom("x", "", true),
    fc.array(fc.integer(), { maxLength: 3 }),
    tie("map"),
  ),
}));
const object = fc.array(fc.tuple(key, tree), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

test("property: applying the difference gives what was wanted", () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const got = applyMergePatch(before, diffMergePatch(before, after));
      expect(JSON.stringify(sorted(got))).toBe(JSON.stringify(sorted(after)));
    }),
    { numRuns: 500 },
  );
});

test("property: an apply over what was applied last gives what is wanted", () => {
  fc.assert(
    fc.property(object, object, (original, modified) => {
      const got = applyMergePatch(original, threeWayMergePatch({ original, current: original, modified }));
      expect(JSON.stringify(sorted(got))).toBe(JSON.stringify(sorted(modified)));
    }),
    { numRuns: 500 },
  );
});

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name] as Json)]),
  );
}
