import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/object.ts";
import { PatchError } from "../../src/patch/error.ts";
import { applyJsonPatch } from "../../src/patch/json.ts";
import { outcome } from "./outcome.ts";

interface Case {
  readonly patch: Json;
  readonly result?: Json;
  readonly error?: string;
}

const recorded = JSON.parse(readFileSync("test/patch/json.json", "utf8")) as { object: JsonObject; cases: Case[] };

test.each(recorded.cases.map((one) => [JSON.stringify(one.patch), one] as const))("%s", (_, one) => {
  const before = structuredClone(recorded.object);
  const { patch, ...wanted } = one;
  expect(outcome(() => applyJsonPatch(recorded.object, patch))).toEqual(wanted);
  expect(recorded.object).toEqual(before);
});

test("the document and the patch stay as they are, whatever the operations", () => {
  const patch: Json = [
    { op: "add", path: "/new", value: { list: [1] } },
    { op: "add", path: "/new/list/-", value: 2 },
    { op: "copy", from: "/new", path: "/twin" },
    { op: "remove", path: "/new/list/0" },
  ];
  const before = JSON.stringify(patch);
  expect(applyJsonPatch({}, patch)).toEqual({ new: { list: [2] }, twin: { list: [1, 2] } });
  expect(JSON.stringify(patch)).toBe(before);
});

test("hostile keys stay plain data", () => {
  const patch = JSON.parse(
    '[{"op":"add","path":"/__proto__","value":{"polluted":1}},{"op":"add","path":"/__proto__/x","value":2},{"op":"copy","from":"/__proto__","path":"/constructor"}]',
  ) as Json;
  const result = applyJsonPatch({}, patch) as JsonObject;
  expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":1,"x":2},"constructor":{"polluted":1,"x":2}}');
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(({} as JsonObject).polluted).toBeUndefined();
});

test("copying copies of copies ends at the limit", () => {
  const doubling = Array.from({ length: 60 }, () => ({ op: "copy", from: "/a", path: "/a/-" }));
  const started = performance.now();
  expect(() => applyJsonPatch({ a: ["x".repeat(100)] }, doubling)).toThrow(/^Unable to complete the copy/);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("more operations than an API server takes", () => {
  const many = Array.from({ length: 10_001 }, () => ({ op: "test", path: "/a", value: 1 }));
  expect(outcome(() => applyJsonPatch({ a: 1 }, many))).toEqual({
    error: "The allowed maximum operations in a JSON patch is 10000, got 10001",
  });
  expect(applyJsonPatch({ a: 1 }, many.slice(1))).toEqual({ a: 1 });
});

test("a long list takes ten thousand changes in moderate time", () => {
  const list = Array.from({ length: 10_000 }, (_, at) => at);
  const patch = list.map((at) => ({ op: "replace", path: `/list/${at}`, value: -at }));
  const started = performance.now();
  expect((applyJsonPatch({ list }, patch) as { list: number[] }).list[9_999]).toBe(-9_999);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("property: whatever the patch is, the answer is a value or a PatchError", () => {
  const word = fc.oneof(fc.constantFrom("a", "b", "0", "1", "-", "-1", "", "__proto__", "toString"), fc.string());
  const pointer = fc.array(word, { maxLength: 3 }).map((words) => words.map((text) => `/${text}`).join(""));
  const operation = fc.record(
    {
      op: fc.constantFrom("add", "remove", "replace", "move", "copy", "test"),
      path: pointer,
      from: pointer,
      value: fc.jsonValue(),
    },
    { requiredKeys: ["op"] },
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(operation, { maxLength: 5 }), (target, patch) => {
      const before = JSON.stringify(target);
      try {
        applyJsonPatch(target as Json, patch as Json);
      } catch (error) {
        expect(error).toBeInstanceOf(PatchError);
      }
      expect(JSON.stringify(target)).toBe(before);
    }),
    { numRuns: 300 },
  );
});
