import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/object.ts";
import { applyJsonPatch } from "../../src/patch/json.ts";
import { applyMergePatch, diffMergePatch, threeWayMergePatch } from "../../src/patch/merge.ts";
import { applyStrategicPatch } from "../../src/patch/strategic/apply.ts";
import { diffStrategic } from "../../src/patch/strategic/diff.ts";
import { threeWayStrategicPatch } from "../../src/patch/strategic/three-way.ts";
import { PLAIN } from "../../src/patch/strategic/type.ts";
import { outcome } from "./outcome.ts";

const nest = (depth: number, end: Json): JsonObject => {
  let value: Json = end;
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { a: value };
  return { a: value };
};

const walks: Readonly<Record<string, (depth: number) => Json>> = {
  "merge patch": (depth) => applyMergePatch(nest(depth, 1), nest(depth, 2)),
  "merge patch on nothing": (depth) => applyMergePatch({}, nest(depth, 2)),
  "merge difference": (depth) => diffMergePatch(nest(depth, 1), nest(depth, 2)),
  "merge apply": (depth) =>
    threeWayMergePatch({ original: nest(depth, 1), current: nest(depth, 1), modified: nest(depth, 2) }),
  "JSON patch: test": (depth) => applyJsonPatch(nest(depth, 1), [{ op: "test", path: "", value: nest(depth, 1) }]),
  "JSON patch: copy": (depth) => applyJsonPatch(nest(depth, 1), [{ op: "copy", from: "/a", path: "/b" }]),
  "strategic patch": (depth) => applyStrategicPatch(nest(depth, 1), nest(depth, 2), PLAIN),
  "strategic patch on nothing": (depth) => applyStrategicPatch({}, nest(depth, 2), PLAIN),
  "strategic difference": (depth) => diffStrategic(nest(depth, 1), nest(depth, 2), PLAIN),
  "strategic apply": (depth) =>
    threeWayStrategicPatch({ original: nest(depth, 1), current: nest(depth, 1), modified: nest(depth, 2) }, PLAIN),
};

test.each(Object.entries(walks))("%s: deep values are taken, endless ones refused", (_, walk) => {
  expect(outcome(() => walk(900))).toHaveProperty("result");
  expect(outcome(() => walk(50_000))).toEqual({ error: "exceeded max depth of 1000" });
});
