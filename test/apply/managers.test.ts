import { describe, expect, test } from "vitest";
import { hasPath, unite } from "../../src/apply/field-set.ts";
import { annotationOwners, entriesInOrder, handOver } from "../../src/apply/managers.ts";
import { LAST_APPLIED } from "../../src/core/last-applied.ts";
import type { JsonObject } from "../../src/core/object.ts";

describe("sets of fields", () => {
  test.each([
    [{}, [], true],
    [{ "f:a": {} }, ["f:a"], true],
    [{ "f:a": { "f:b": {} } }, ["f:a"], false],
    [{ "f:a": { ".": {}, "f:b": {} } }, ["f:a"], true],
    [{ "f:a": {} }, ["f:a", "f:b"], false],
    [{}, ["f:__proto__"], false],
  ] as const)("%j has %j: %s", (fields, path, expected) => {
    expect(hasPath(fields as JsonObject, path)).toBe(expected);
  });

  test.each([
    [{ "f:a": {} }, { "f:b": {} }, { "f:a": {}, "f:b": {} }],
    [{ "f:a": {} }, { "f:a": {} }, { "f:a": {} }],
    [{ "f:a": {} }, { "f:a": { "f:b": {} } }, { "f:a": { ".": {}, "f:b": {} } }],
    [{ "f:a": { "f:b": {} } }, { "f:a": {} }, { "f:a": { ".": {}, "f:b": {} } }],
    [{ "f:a": { ".": {}, "f:b": {} } }, { "f:a": { "f:c": {} } }, { "f:a": { ".": {}, "f:b": {}, "f:c": {} } }],
  ] as const)("%j and %j", (left, right, expected) => {
    expect(JSON.stringify(unite(left as JsonObject, right as JsonObject))).toBe(JSON.stringify(expected));
  });

  test("fields come before elements", () => {
    const united = unite({ 'k:{"a":1}': {}, "i:1": {} }, { "f:z": {}, "v:1": {}, ".": {} });
    expect(Object.keys(united)).toEqual([".", "f:z", 'k:{"a":1}', "v:1", "i:1"]);
  });
});

const annotation = (operation: string, manager: string, more: JsonObject = {}): JsonObject => ({
  manager,
  operation,
  apiVersion: "v1",
  fieldsType: "FieldsV1",
  fieldsV1: { "f:metadata": { "f:annotations": { [`f:${LAST_APPLIED}`]: {} } }, ...more },
});

describe("handing fields over to the server's apply", () => {
  const client = annotation("Update", "kubectl-client-side-apply", { "f:data": { "f:a": {} } });
  const server = { ...annotation("Apply", "kubectl"), fieldsV1: { "f:data": { "f:b": {} } } };

  test("the owners of the annotation are found by operation", () => {
    expect(annotationOwners([client, server], "Update")).toEqual(["kubectl-client-side-apply"]);
    expect(annotationOwners([client, server], "Apply")).toEqual([]);
  });

  test("an entry of the server's apply takes them in, in its place", () => {
    const after = handOver([client, server], ["kubectl-client-side-apply"], "kubectl");
    expect(after).toHaveLength(1);
    expect(after?.[0]).toMatchObject({ manager: "kubectl", operation: "Apply" });
    expect(after?.[0]?.fieldsV1).toMatchObject({ "f:data": { "f:a": {}, "f:b": {} } });
  });

  test("without one, the client's entry becomes it", () => {
    const after = handOver([client], ["kubectl-client-side-apply"], "mine");
    expect(after).toEqual([{ ...client, manager: "mine", operation: "Apply" }]);
  });

  test("fields of another version are dropped, entries of subresources and strangers stay", () => {
    const old = { ...client, apiVersion: "v1beta1" };
    const status = { ...client, subresource: "status" };
    const other = { ...client, manager: "other" };
    const after = handOver([server, old, status, other], ["kubectl-client-side-apply"], "kubectl");
    expect(after).toEqual([server, status, other]);
  });

  test("nothing to hand over", () => {
    expect(handOver([server], [], "kubectl")).toBeUndefined();
    expect(handOver([server], ["kubectl-client-side-apply"], "kubectl")).toBeUndefined();
    expect(handOver([], ["kubectl-client-side-apply"], "kubectl")).toBeUndefined();
  });

  test("entries are spelled in the order of Kubernetes' own clients", () => {
    const [entry] = entriesInOrder([
      { time: "t", operation: "Apply", manager: "m", subresource: "s", apiVersion: "v" },
    ]);
    expect(Object.keys(entry as JsonObject)).toEqual(["manager", "operation", "apiVersion", "time", "subresource"]);
  });
});
