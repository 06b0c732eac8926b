import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiVersionOf, type JsonObject, kindOf } from "../../../src/core/object.ts";
import { threeWayMergePatch } from "../../../src/patch/merge.ts";
import { schemaOf } from "../../../src/patch/strategic/schema.ts";
import { threeWayStrategicPatch } from "../../../src/patch/strategic/three-way.ts";
import { outcome } from "../outcome.ts";

// What the real kubectl 1.36.3 sends for three objects that a real server would seldom bring together.

interface Case {
  readonly name: string;
  readonly overwrite?: boolean;
  readonly original: JsonObject | null;
  readonly current: JsonObject;
  readonly modified: JsonObject;
  readonly patch?: JsonObject;
  readonly error?: string;
}

const { cases } = JSON.parse(readFileSync("test/patch/strategic/three-way.json", "utf8")) as { cases: Case[] };

test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const given = JSON.stringify(one);
  const objects = { original: one.original ?? {}, current: one.current, modified: one.modified };
  const type = schemaOf(apiVersionOf(one.modified), kindOf(one.modified));
  const got = outcome(() =>
    type ? threeWayStrategicPatch(objects, type, { overwrite: one.overwrite ?? true }) : threeWayMergePatch(objects),
  );
  if (one.error === undefined) expect(got).toEqual({ result: one.patch });
  else expect((got as { error?: string }).error?.trimEnd()).toBe(one.error);
  expect(JSON.stringify(one)).toBe(given);
});
