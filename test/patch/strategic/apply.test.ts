import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeJson } from "../../../src/core/json/write.ts";
import { apiVersionOf, type Json, type JsonObject, kindOf } from "../../../src/core/object.ts";
import { PatchError } from "../../../src/patch/error.ts";
import { applyStrategicPatch } from "../../../src/patch/strategic/apply.ts";
import { schemaOf } from "../../../src/patch/strategic/schema.ts";
import { type PatchType, PLAIN } from "../../../src/patch/strategic/type.ts";
import { outcome } from "../outcome.ts";

interface Case {
  readonly object: JsonObject;
  readonly patch: Json;
  readonly result?: Json;
  readonly error?: string;
  /** Where kubectl crashed, kctl says what is wrong. */
  readonly panic?: string;
}

const recorded = (JSON.parse(readFileSync("test/patch/strategic/apply.json", "utf8")) as { cases: Case[] }).cases;

const typeOf = (object: JsonObject): PatchType => schemaOf(apiVersionOf(object), kindOf(object)) ?? PLAIN;

/** Inside types without strategies kctl has no types to compare with: it merges or replaces; decoding is not patching. */
const ELSEWHERE = /data type is not struct|expected slice or array type|Object 'Kind' is missing/;

const cases = recorded.filter(({ error }) => !ELSEWHERE.test(error ?? ""));

test.each(cases.map((one) => [JSON.stringify([one.object, one.patch]).slice(0, 300), one] as const))("%s", (_, one) => {
  const before = JSON.stringify(one);
  const got = outcome(() => applyStrategicPatch(one.object, one.patch, typeOf(one.object)));
  if (one.panic) expect(got).toHaveProperty("error");
  else if (one.error !== undefined) expect((got as { error?: string }).error?.trimEnd()).toBe(one.error);
  else expect(writeJson((got as { result: Json }).result)).toBe(writeJson(one.result as Json));
  expect(JSON.stringify(one)).toBe(before);
});

describe("what is not a patch", () => {
  test.each<Json>([[], 5, "x", true])("%j", (patch) => {
    expect(outcome(() => applyStrategicPatch({}, patch, PLAIN))).toEqual({ error: "invalid JSON document" });
  });
});

test("a long list is merged in moderate time", () => {
  const env = Array.from({ length: 20_000 }, (_, at) => ({ name: `E${at}`, value: "1" }));
  const spec = (list: JsonObject[]): JsonObject => ({ spec: { containers: [{ name: "a", env: list }] } });
  const started = performance.now();
  const patch = spec(env.map(({ name }) => ({ name, value: "2" })).reverse());
  const merged = applyStrategicPatch({ kind: "Pod", ...spec(env) }, patch, schemaOf("v1", "Pod") ?? PLAIN);
  expect(JSON.stringify(merged).match(/"value":"2"/g)).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("property: whatever the patch is, the answer is an object or a PatchError, and nothing is changed in place", () => {
  const key = fc.constantFrom(
    ...["spec", "containers", "env", "name", "value", "metadata", "finalizers", "labels", "__proto__", "constructor"],
    ...[
      "$patch",
      "$retainKeys",
      "$setElementOrder/containers",
      "$deleteFromPrimitiveList/finalizers",
      "$setElementOrder",
    ],
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<Json>(null, 1, "a", "b", "delete", "replace", "merge"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  const object = fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries));
  const pod = schemaOf("v1", "Pod") ?? PLAIN;
  fc.assert(
    fc.property(object, object, (target, patch) => {
      const before = JSON.stringify([target, patch]);
      try {
        expect(Object.getPrototypeOf(applyStrategicPatch(target, patch, pod))).toBe(Object.prototype);
      } catch (error) {
        expect(error).toBeInstanceOf(PatchError);
      }
      expect(JSON.stringify([target, patch])).toBe(before);
      expect(({} as JsonObject).name).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});
