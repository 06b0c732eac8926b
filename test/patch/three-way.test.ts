import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiVersionOf, type Json, type JsonObject, kindOf } from "../../src/core/object.ts";
import { diffMergePatch, threeWayMergePatch } from "../../src/patch/merge.ts";
import { diffStrategic } from "../../src/patch/strategic/diff.ts";
import { schemaOf } from "../../src/patch/strategic/schema.ts";
import { threeWayStrategicPatch } from "../../src/patch/strategic/three-way.ts";

// Patches that the real kubectl 1.36.3 sent to a real API server (scripts/patch/three-way.js).

interface Applied {
  readonly name: string;
  readonly original: JsonObject;
  readonly current: JsonObject;
  readonly modified: JsonObject;
  readonly patch: Json;
}

interface Edited {
  readonly name: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly patch: Json;
}

const { cases } = JSON.parse(readFileSync("test/patch/three-way.json", "utf8")) as { cases: (Applied | Edited)[] };

test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const given = JSON.stringify(one);
  expect("before" in one ? twoWay(one) : threeWay(one)).toEqual(one.patch);
  expect(JSON.stringify(one)).toBe(given);
});

function threeWay({ original, current, modified }: Applied): JsonObject {
  const type = schemaOf(apiVersionOf(modified), kindOf(modified));
  const sides = { original, current, modified };
  return type ? threeWayStrategicPatch(sides, type) : threeWayMergePatch(sides);
}

function twoWay({ before, after }: Edited): JsonObject {
  const type = schemaOf(apiVersionOf(before), kindOf(before));
  return type ? diffStrategic(before, after, type) : diffMergePatch(before, after);
}

const service = (...ports: JsonObject[]): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "s" },
  spec: { ports },
});

test("a number that stands twice in a list is refused where it has no place in the order", () => {
  const type = schemaOf("v1", "Service");
  const current = service({ name: "a", port: 80 }, { name: "b", port: 81 }, { name: "c", port: 82 });
  const modified = service(
    { name: "c", port: 82 },
    { name: "n", port: 182 },
    { name: "b", port: 81 },
    { name: "a", port: 82 },
  );
  if (!type) throw new Error("no type");
  expect(() => threeWayStrategicPatch({ original: current, current, modified }, type)).toThrow(
    "doesn't match $setElementOrder list",
  );
});

test("fields that the type does not know are no matter while nobody changes them", () => {
  const type = schemaOf("v1", "ConfigMap");
  const original = { apiVersion: "v1", kind: "ConfigMap", dta: {} };
  const current = { apiVersion: "v1", kind: "ConfigMap" };
  if (!type) throw new Error("no type");
  expect(threeWayStrategicPatch({ original, current, modified: original }, type)).toEqual({ dta: {} });
  expect(() => threeWayStrategicPatch({ original, current, modified: { ...original, dta: { a: 1 } } }, type)).toThrow(
    "unable to find api field",
  );
});
