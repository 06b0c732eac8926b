import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Json, type JsonObject, kindOf } from "../../src/core/object.ts";
import { describerOf } from "../../src/describe/kinds.ts";
import type { Surroundings } from "../../src/describe/surroundings.ts";
import { describedText } from "../../src/describe/text.ts";
import { broken, kinds, objects } from "./broken.ts";

/** Whoever is asked answers with whatever there is, broken in the same way. */
const around = (others: JsonObject[]): Surroundings => ({
  now: Date.parse("2026-01-01T00:00:00Z"),
  list: async () => others,
  get: async () => others[0] ?? {},
  events: async () => others,
});

async function told(object: JsonObject, others: JsonObject[]): Promise<string> {
  const [group = ""] = String(object.apiVersion ?? "").includes("/") ? String(object.apiVersion).split("/") : [""];
  const describer = await describerOf({ group, kind: kindOf(object) });
  return describedText(await describer(object, around(others)), true);
}

describe("half-broken objects", () => {
  test.each(kinds)("%s", async (kind) => {
    const own = objects.filter((one) => kindOf(one) === kind);
    const wanted = fc.constantFrom(...own).chain((one) => fc.tuple(broken(one), fc.constantFrom(...own).chain(broken)));
    await fc.assert(
      fc.asyncProperty(wanted, async ([object, other]) => {
        expect(await told(object, [other])).toMatch(/^Name:/);
      }),
      { numRuns: 60 },
    );
  });

  test.each(kinds)("%s without anything", async (kind) => {
    const one = objects.find((object) => kindOf(object) === kind) as JsonObject;
    const bare = { kind, apiVersion: one.apiVersion as Json };
    expect(await told(bare, [])).toMatch(/^Name: /);
    expect(await told({ ...bare, metadata: null, spec: null, status: null, data: null }, [{}])).toMatch(/^Name: /);
  });
});
