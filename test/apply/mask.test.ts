import { describe, expect, test } from "vitest";
import { lastAppliedText } from "../../src/apply/last-applied.ts";
import { maskSecrets } from "../../src/apply/mask.ts";
import { LAST_APPLIED } from "../../src/core/last-applied.ts";
import type { JsonObject, KubeObject } from "../../src/core/object.ts";

const secret = (data: JsonObject | null, applied?: string): KubeObject => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "s", ...(applied === undefined ? {} : { annotations: { x: "y", [LAST_APPLIED]: applied } }) },
  data,
});
const dataOf = (object: KubeObject | undefined) => object?.data;
const appliedOf = (object: KubeObject | undefined) => lastAppliedText(object ?? {});

describe("values of secrets", () => {
  test.each([
    [{ a: "1" }, { a: "1" }, { a: "***" }, { a: "***" }],
    [{ a: "1" }, { a: "2" }, { a: "*** (before)" }, { a: "*** (after)" }],
    [{ a: "1" }, { b: "1" }, { a: "***" }, { b: "***" }],
    [{ a: "1" }, null, { a: "***" }, null],
    [{ a: 1 }, { a: { b: "deep" } }, { a: "*** (before)" }, { a: "*** (after)" }],
    [JSON.parse('{"__proto__":"1"}'), { toString: "x" }, JSON.parse('{"__proto__":"***"}'), { toString: "***" }],
  ])("%j and %j", (before, after, from, to) => {
    const masked = maskSecrets({ live: secret(before), merged: secret(after) });
    expect(dataOf(masked.live)).toEqual(from);
    expect(dataOf(masked.merged)).toEqual(to);
  });

  test("of one side alone", () => {
    expect(dataOf(maskSecrets({ live: secret({ a: "1" }), merged: undefined }).live)).toEqual({ a: "***" });
    expect(dataOf(maskSecrets({ live: undefined, merged: secret({ a: "1" }) }).merged)).toEqual({ a: "***" });
  });

  test("in the annotation of the last apply, whatever it holds", () => {
    const before = '{"kind":"Secret","stringData":{"a":"canary","b":"canary"}}';
    const after = '{"kind":"Secret","data":{"c":"canary"},"stringData":{"a":"canary2","b":"canary"}}';
    const masked = maskSecrets({ live: secret({}, before), merged: secret({}, after) });
    expect(appliedOf(masked.live)).toBe('{"kind":"Secret","stringData":{"a":"*** (before)","b":"***"}}\n');
    expect(appliedOf(masked.merged)).toBe(
      '{"data":{"c":"***"},"kind":"Secret","stringData":{"a":"*** (after)","b":"***"}}\n',
    );
    for (const odd of ["canary", '["canary"]', '{"stringData":"canary"', ""]) {
      expect(JSON.stringify(maskSecrets({ live: secret({}, odd), merged: undefined }))).not.toContain("canary");
    }
  });

  test("other kinds stay as they are", () => {
    const change = { live: { ...secret({ a: "1" }), kind: "ConfigMap" }, merged: undefined };
    expect(maskSecrets(change)).toEqual(change);
  });
});
