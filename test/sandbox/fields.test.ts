import { expect, test } from "vitest";
import type { KubeObject } from "../../src/core/object.ts";
import { applyFields } from "../../src/sandbox/fields/apply.ts";
import { appliedFields, compareFields } from "../../src/sandbox/fields/compare.ts";
import { fromFieldsV1, pathsOf, pathText, toFieldsV1 } from "../../src/sandbox/fields/field-set.ts";
import { type Manager, managersOf } from "../../src/sandbox/fields/managers.ts";
import { trackUpdate } from "../../src/sandbox/fields/update.ts";

const now = "2026-01-01T00:00:00Z";
const who = (name: string, operation: Manager["operation"] = "Update"): Manager => ({
  name,
  operation,
  apiVersion: "v1",
  subresource: "",
});
const map = (data: Record<string, string>, more: object = {}): KubeObject =>
  ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "m", ...more }, data }) as KubeObject;
const pod = (container: object): KubeObject =>
  ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers: [container] } }) as KubeObject;

const container = { name: "c", image: "i", ports: [{ containerPort: 80 }], args: ["x"], resources: {} };

test("a new object's fields: maps and items are owned besides what is in them, given structs are not", () => {
  expect(toFieldsV1(compareFields(undefined, pod(container)).changed)).toEqual({
    "f:spec": {
      "f:containers": {
        'k:{"name":"c"}': {
          ".": {},
          "f:args": {},
          "f:image": {},
          "f:name": {},
          "f:ports": { ".": {}, 'k:{"containerPort":80,"protocol":"TCP"}': { ".": {}, "f:containerPort": {} } },
          "f:resources": {},
        },
      },
    },
  });
});

test("who applies owns the leaves and the items of lists", () => {
  expect(toFieldsV1(appliedFields(map({ a: "1" }, { labels: { x: "y" } })))).toEqual({
    "f:data": { "f:a": {} },
    "f:metadata": { "f:labels": { "f:x": {} } },
  });
});

test.each<[before: Record<string, string>, after: Record<string, string>, changed: object, removed: object]>([
  [{ a: "1" }, { a: "1" }, {}, {}],
  [{ a: "1" }, { a: "2" }, { "f:data": { "f:a": {} } }, {}],
  [{ a: "1" }, { a: "1", b: "1" }, { "f:data": { "f:b": {} } }, {}],
  [{ a: "1", b: "1" }, { b: "1" }, {}, { "f:data": { "f:a": {} } }],
])("from %j to %j", (before, after, changed, removed) => {
  const found = compareFields(map(before), map(after));
  expect([toFieldsV1(found.changed), toFieldsV1(found.removed)]).toEqual([changed, removed]);
});

test("a field goes over to who changed it last", () => {
  const first = trackUpdate({ before: undefined, after: map({ a: "1", b: "1" }), given: {} }, who("one"), now);
  const after = { ...first, data: { a: "2", b: "1" } };
  const second = trackUpdate({ before: first, after, given: {} }, who("two"), now);
  expect(managersOf(second).map(({ name, fields }) => [name, toFieldsV1(fields)])).toEqual([
    ["one", { "f:data": { ".": {}, "f:b": {} } }],
    ["two", { "f:data": { "f:a": {} } }],
  ]);
});

const apply = (live: KubeObject | undefined, data: Record<string, string>, name = "ap", isForced = false) =>
  applyFields({
    who: who(name, "Apply"),
    config: map(data),
    live,
    merged: live ? { ...live, data: { ...(live.data as object), ...data } } : map(data),
    isForced,
    now,
  });

test("what is no longer applied goes away, but not what somebody else applies, too", () => {
  const both = apply(apply(undefined, { a: "1", b: "1" }), { b: "1" }, "other");
  expect(apply(both, { c: "1" }).data).toEqual({ b: "1", c: "1" });
});

test.each<[data: Record<string, string>, message: string]>([
  [{ a: "2" }, 'Apply failed with 1 conflict: conflict with "one" using v1: .data.a'],
  [{ a: "2", b: "2" }, 'Apply failed with 2 conflicts: conflicts with "one" using v1:\n- .data.a\n- .data.b'],
])("applying %j over another manager's fields: %s", (data, message) => {
  const live = trackUpdate({ before: undefined, after: map({ a: "1", b: "1" }), given: {} }, who("one"), now);
  expect(() => apply(live, data)).toThrow(message);
  expect(managersOf(apply(live, data, "ap", true)).map(({ name }) => name)).toEqual(["ap", "one"]);
});

test("fields are read and named as the server does", () => {
  const set = fromFieldsV1({ "f:spec": { 'k:{"name":"c"}': { ".": {}, "f:image": {} }, 'v:"x"': {} } });
  expect([...pathsOf(set)].map(pathText)).toEqual(['.spec[name="c"]', '.spec[="x"]', '.spec[name="c"].image']);
  expect(fromFieldsV1(toFieldsV1(set))).toEqual(set);
});

test("kubectl takes over what it applied on the client's side, and its annotation follows", () => {
  const annotation = "kubectl.kubernetes.io/last-applied-configuration";
  const last = { annotations: { [annotation]: JSON.stringify(map({ a: "1" })) } };
  const live = trackUpdate(
    { before: undefined, after: map({ a: "1" }, last), given: {} },
    who("kubectl-client-side-apply"),
    now,
  );
  expect(() => apply(live, { a: "2" }, "somebody")).toThrow("conflict with");
  const taken = apply(live, { a: "2" }, "kubectl");
  expect((taken.metadata as { annotations: object }).annotations).toEqual({
    [annotation]: '{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"m"}}\n',
  });
});
