import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/object.ts";
import { bindings } from "../../src/sandbox/rules/configuration.ts";
import { jobs } from "../../src/sandbox/rules/jobs.ts";
import { podSpecDefaults } from "../../src/sandbox/rules/pod-spec.ts";
import { podSpecErrors } from "../../src/sandbox/rules/pod-spec-errors.ts";
import { resourceErrors } from "../../src/sandbox/rules/resource-errors.ts";

const lines = (errors: readonly { field: string; message: string }[]) =>
  errors.map(({ field, message }) => `${field}: ${message}`);

test.each<[string, Json, string[]]>([
  ["good ones", { limits: { cpu: "1", "example.com/gpu": "2" }, requests: { cpu: "1" } }, []],
  [
    "a name that is no resource",
    { requests: { foo: "1" } },
    [
      'r.requests[foo]: Invalid value: "foo": must be a standard resource type or fully qualified',
      'r.requests[foo]: Invalid value: "foo": must be a standard resource for containers',
    ],
  ],
  [
    "less than nothing",
    { limits: { cpu: "-1" } },
    ['r.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0'],
  ],
  [
    "more than the limit",
    { limits: { cpu: "1" }, requests: { cpu: "2" } },
    ['r.requests: Invalid value: "2": must be less than or equal to cpu limit of 1'],
  ],
])("limits and requests: %s", (_, resources, wanted) => {
  expect(lines(resourceErrors(resources, "r"))).toEqual(wanted);
});

test("a service account has two names in a pod's spec, and must have the form of one", () => {
  const account = ({ serviceAccountName, serviceAccount }: JsonObject) => [serviceAccountName, serviceAccount];
  expect(account(podSpecDefaults({ serviceAccountName: "new", serviceAccount: "old" }))).toEqual(["new", "new"]);
  expect(account(podSpecDefaults({ serviceAccount: "old" }))).toEqual(["old", "old"]);
  const containers = [{ name: "a", image: "a" }];
  const [error] = podSpecErrors({ containers, serviceAccountName: "Bad Name" }, "spec");
  expect(error?.field).toBe("spec.serviceAccountName");
});

test("a suspended job may still get other limits, and nothing else", () => {
  const job = (container: JsonObject, suspend = true) => ({
    spec: { suspend, template: { spec: { containers: [{ name: "a", image: "a:1", ...container }] } } },
  });
  const fields = (after: JsonObject, before: JsonObject) => jobs.validate?.(after, before).map(({ field }) => field);
  const limited = { resources: { limits: { cpu: "1" } } };
  expect(fields(job(limited), job({}))).toEqual([]);
  expect(fields(job(limited, false), job({}, false))).toEqual(["spec.template"]);
  expect(fields(job({ image: "a:2" }), job({}))).toEqual(["spec.template"]);
});

test("the subjects of a binding have names", () => {
  const object = { roleRef: {}, subjects: [{ kind: "User", name: "u" }, { kind: "User" }] };
  expect(lines(bindings.validate?.(object, undefined) ?? [])).toEqual(["subjects[1].name: Required value"]);
});
