import { afterAll, beforeAll, expect, test } from "vitest";
import { openWire, type Wire } from "./wire.ts";

let wire: Wire;
const CM = "/api/v1/namespaces/default/configmaps";
const WIDGETS = "/apis/example.com/v1/namespaces/default/widgets";

beforeAll(async () => {
  wire = await openWire();
  const schema = {
    type: "object",
    properties: {
      spec: {
        type: "object",
        required: ["size"],
        properties: {
          size: { type: "integer", minimum: 1, maximum: 5 },
          name: { type: "string", pattern: "^[a-z]+$", maxLength: 5 },
          mode: { type: "string", enum: ["a", "b"], default: "a" },
          list: { type: "array", maxItems: 2, items: { type: "object", properties: { k: { type: "string" } } } },
          any: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
          port: { "x-kubernetes-int-or-string": true },
        },
      },
    },
  };
  await wire.ask("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", {
    body: {
      metadata: { name: "widgets.example.com" },
      spec: {
        group: "example.com",
        scope: "Namespaced",
        names: { kind: "Widget", plural: "widgets" },
        versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    },
  });
  await wire.ask("POST", CM, { body: { metadata: { name: "a" }, data: { a: "1" } } });
});
afterAll(() => wire.close());

const strategic = "application/strategic-merge-patch+json";
const merge = "application/merge-patch+json";
const json = "application/json-patch+json";
const refused = (patch: string, why: string) =>
  ` "" is invalid: patch: Invalid value: ${JSON.stringify(patch)}: ${why}`;

test.each<[type: string, body: string, status: number, message: string]>([
  [strategic, "{", 400, "unexpected end of JSON input"],
  [strategic, '"x"', 400, "json: cannot unmarshal string into Go value of type map[string]interface {}"],
  [strategic, "[]", 400, "json: cannot unmarshal array into Go value of type map[string]interface {}"],
  [strategic, "null", 200, ""],
  [strategic, '{"data":{"x":1}}', 422, refused("map[data:map[x:1]]", "cannot convert int64 to string")],
  [strategic, '{"data":{"x":true}}', 422, refused("map[data:map[x:true]]", "unrecognized type: string")],
  [strategic, '{"data":1}', 422, refused("map[data:1]", "cannot restore map from int64")],
  [strategic, '{"immutable":"x"}', 422, refused("map[immutable:x]", "unrecognized type: bool")],
  [
    strategic,
    '{"metadata":{"finalizers":"x"}}',
    422,
    refused("map[metadata:map[finalizers:x]]", "cannot restore slice from string"),
  ],
  [strategic, '{"metadata":{"name":"zz"}}', 400, "the name of the object (zz) does not match the name on the URL (a)"],
  [
    strategic,
    '{"metadata":null}',
    400,
    "the name of the object (a based on URL) was undeterminable: name must be provided",
  ],
  [
    strategic,
    '{"metadata":{"uid":"x"}}',
    422,
    'ConfigMap "a" is invalid: metadata.uid: Invalid value: "x": field is immutable',
  ],
  [strategic, '{"kind":"Pod"}', 200, ""],
  [merge, "null", 400, "Invalid JSON Patch"],
  [merge, "{", 400, "error decoding patch: unexpected end of JSON input"],
  [json, "{}", 400, "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp"],
  [json, "[1]", 400, "error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp"],
  ["text/plain", "{}", 415, "415: Unsupported Media Type"],
])("patching with %s %s: %i %s", async (type, body, status, message) => {
  const said = await wire.ask("PATCH", `${CM}/a`, { type, body });
  expect([said.status, said.json.message ?? ""]).toEqual([status, message]);
});

test("a merge patch of the wrong type quotes the object it would have made", async () => {
  const said = await wire.ask("PATCH", `${CM}/a`, { type: merge, body: '{"data":{"x":1}}' });
  expect(said.status).toBe(422);
  expect(said.json.message).toContain(
    "json: cannot unmarshal number into Go struct field ConfigMap.data of type string",
  );
});

test.each<[validation: string, status: number, warning: string | undefined]>([
  ["", 200, '299 - "unknown field \\"nosuch\\""'],
  ["Warn", 200, '299 - "unknown field \\"nosuch\\""'],
  ["Ignore", 200, undefined],
  ["Strict", 422, undefined],
  ["Bad", 422, undefined],
])("an unknown field with fieldValidation=%s: %i, warning %s", async (validation, status, warning) => {
  const said = await wire.ask("PATCH", `${CM}/a?fieldValidation=${validation}`, { type: merge, body: '{"nosuch":1}' });
  expect([said.status, said.headers.warning]).toEqual([status, warning]);
  expect(said.json.nosuch).toBeUndefined();
});

const wrong = (why: string) => `Widget.example.com "w" is invalid: ${why}`;

test.each<[spec: object, message: string]>([
  [{}, wrong("spec.size: Required value")],
  [{ size: 0 }, wrong("spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1")],
  [{ size: 6 }, wrong("spec.size: Invalid value: 6: spec.size in body should be less than or equal to 5")],
  [{ size: "x" }, wrong('spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"')],
  [{ size: 1, name: "A" }, wrong("spec.name: Invalid value: \"A\": spec.name in body should match '^[a-z]+$'")],
  [{ size: 1, name: "abcdefg" }, wrong("spec.name: Too long: may not be more than 5 bytes")],
  [{ size: 1, mode: "c" }, wrong('spec.mode: Unsupported value: "c": supported values: "a", "b"')],
  [{ size: 1, list: [{}, {}, {}] }, wrong("spec.list: Too many: 3: must have at most 2 items")],
  [
    { size: 1, list: [1] },
    wrong('spec.list[0]: Invalid value: "integer": spec.list[0] in body must be of type object: "integer"'),
  ],
  [
    { size: 1, port: true },
    wrong('spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"'),
  ],
])("a custom resource with %j is refused: %s", async (spec, message) => {
  const said = await wire.ask("POST", WIDGETS, {
    body: { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" }, spec },
  });
  expect([said.status, said.json.message]).toEqual([422, message]);
});

test("what a custom resource's schema does not have is cut off with a warning, defaults are filled in", async () => {
  const body = {
    apiVersion: "example.com/v1",
    kind: "Widget",
    metadata: { name: "w" },
    spec: { size: 1, zz: 1, list: [{ z: 1 }], any: { z: 1 } },
    aa: 1,
  };
  const said = await wire.ask("POST", WIDGETS, { body });
  expect(said.json.spec).toEqual({ size: 1, list: [{}], any: { z: 1 }, mode: "a" });
  expect(said.headers.warning).toBe(
    '299 - "unknown field \\"aa\\"", 299 - "unknown field \\"spec.list[0].z\\"", 299 - "unknown field \\"spec.zz\\""',
  );
});

test("applying an unknown field is refused", async () => {
  const body = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"dta":{}}';
  const said = await wire.ask("PATCH", `${CM}/a?fieldManager=x`, { type: "application/apply-patch+yaml", body });
  expect([said.status, said.json.message]).toEqual([
    500,
    "failed to create typed patch object (/a; /v1, Kind=ConfigMap): .dta: field not declared in schema",
  ]);
});

test("old endpoints are told to be deprecated", async () => {
  const said = await wire.ask("GET", "/api/v1/namespaces/default/endpoints");
  expect(said.headers.warning).toBe(
    '299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"',
  );
});
