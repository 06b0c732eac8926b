import { describe, expect, test } from "vitest";
import { withLastApplied } from "../../src/apply/last-applied.ts";
import { plan } from "../../src/apply/plan.ts";
import { NoPatchError } from "../../src/apply/three-way.ts";
import { LAST_APPLIED } from "../../src/core/last-applied.ts";
import type { JsonObject, KubeObject } from "../../src/core/object.ts";
import { schemaOf } from "../../src/patch/strategic/schema.ts";

const configMap = (data: JsonObject, metadata: JsonObject = {}): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a", ...metadata },
  data,
});

/** What the server holds after an apply and what others did to it. */
const live = (applied: KubeObject, changes: JsonObject = {}): KubeObject => {
  const object = withLastApplied(applied);
  return { ...object, ...changes, metadata: { ...(object.metadata as JsonObject), uid: "u", resourceVersion: "1" } };
};

const planned = (wanted: KubeObject, held: KubeObject | undefined, isCustom = false) =>
  plan({ wanted, live: held, type: isCustom ? undefined : schemaOf("v1", "ConfigMap"), overwrite: true });

/** The patch without the annotation, which is part of each. */
const bodyOf = (wanted: KubeObject, held: KubeObject, isCustom = false) => {
  const result = planned(wanted, held, isCustom);
  if (result.action !== "patch") return result.action;
  const { metadata: _, ...rest } = result.patch.body;
  return rest;
};

describe("what is new is created", () => {
  test("with itself in its annotation, nulls only there", () => {
    const result = planned(configMap({ a: "1", b: null }), undefined);
    const text = `{"apiVersion":"v1","data":{"a":"1","b":null},"kind":"ConfigMap","metadata":{"annotations":{},"name":"a"}}\n`;
    expect(result).toEqual({
      action: "create",
      object: configMap({ a: "1" }, { annotations: { [LAST_APPLIED]: text } }),
    });
  });

  test("a field named __proto__ is data", () => {
    const wanted = configMap(JSON.parse('{"__proto__":"x"}'));
    const result = planned(wanted, undefined) as { readonly object: KubeObject };
    expect(Object.keys(result.object.data as JsonObject)).toEqual(["__proto__"]);
    expect(bodyOf(wanted, live(configMap({})))).toEqual({ data: JSON.parse('{"__proto__":"x"}') });
  });
});

describe("what is there already", () => {
  const before = configMap({ a: "1", b: "2" });
  test.each([
    ["the same", before, live(before), "unchanged"],
    ["the same, with fields of others", before, live(before, { data: { a: "1", b: "2", c: "3" } }), "unchanged"],
    ["a change", configMap({ a: "9", b: "2" }), live(before), { data: { a: "9" } }],
    ["a field more", configMap({ a: "1", b: "2", c: "3" }), live(before), { data: { c: "3" } }],
    ["a field less", configMap({ a: "1" }), live(before), { data: { b: null } }],
    [
      "a field less that others removed",
      configMap({ a: "1" }),
      live(before, { data: { a: "1" } }),
      { data: { b: null } },
    ],
    ["a change of others", before, live(before, { data: { a: "5", b: "2" } }), { data: { a: "1" } }],
    ["a null", configMap({ a: "1", b: null }), live(before), { data: { b: null } }],
  ] as const)("%s", (_, wanted, held, expected) => {
    expect(bodyOf(wanted, held)).toEqual(expected);
    expect(bodyOf(wanted, held, true)).toEqual(expected);
  });

  test("an object that nobody applied yet gets the annotation and loses nothing", () => {
    const result = planned(configMap({ a: "1" }), configMap({ z: "1" }));
    expect(result).toMatchObject({ patch: { body: { data: { a: "1" }, metadata: { annotations: {} } } } });
  });

  test("kinds without strategies are sent merge patches", () => {
    expect(planned(configMap({ a: "2" }), live(before), true)).toMatchObject({
      patch: { contentType: "application/merge-patch+json" },
    });
    expect(planned(configMap({ a: "2" }), live(before))).toMatchObject({
      patch: { contentType: "application/strategic-merge-patch+json" },
    });
  });
});

describe("no patch can be made", () => {
  const type = schemaOf("v1", "ConfigMap");
  test("of an annotation that holds something else", () => {
    for (const text of ["hello", "[1]", '"x"', "5"]) {
      const held = configMap({}, { annotations: { [LAST_APPLIED]: text } });
      expect(() => plan({ wanted: configMap({}), live: held, type, overwrite: true })).toThrow(NoPatchError);
    }
    const held = configMap({}, { annotations: { [LAST_APPLIED]: "" } });
    expect(plan({ wanted: configMap({}), live: held, type, overwrite: true }).action).toBe("patch");
  });

  test("against changes of others, with overwrite off", () => {
    const before = configMap({ a: "1" });
    const held = live(before, { data: { a: "5" } });
    expect(() => plan({ wanted: configMap({ a: "2" }), live: held, type, overwrite: false })).toThrow(/conflicts with/);
  });
});
