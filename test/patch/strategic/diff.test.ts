import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/core/object.ts";
import { applyStrategicPatch } from "../../../src/patch/strategic/apply.ts";
import { diffStrategic } from "../../../src/patch/strategic/diff.ts";
import { schemaOf } from "../../../src/patch/strategic/schema.ts";
import { threeWayStrategicPatch } from "../../../src/patch/strategic/three-way.ts";
import { outcome } from "../outcome.ts";

const pod = schemaOf("v1", "Pod")!;
const deployment = schemaOf("apps/v1", "Deployment")!;

const inSpec = (spec: JsonObject): JsonObject => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec });

test.each<[string, JsonObject, JsonObject, string]>([
  [
    "an element without its merge key",
    { containers: [{ name: "a" }] },
    { containers: [{ image: "x" }] },
    "map: map[image:x] does not contain declared merge key: name",
  ],
  [
    "an object in a field that the type lacks",
    { nope: { a: 1 } },
    { nope: { a: 2 } },
    'unable to find api field in struct PodSpec for the json field "nope"',
  ],
  [
    "lists of two kinds of elements",
    { containers: [{ name: "a" }] },
    { containers: ["a"] },
    "list element types are not identical: [[map[name:a]] [a]]",
  ],
])("%s", (_, before, after, error) => {
  expect(outcome(() => diffStrategic(inSpec(before), inSpec(after), pod))).toEqual({ error });
});

test("hostile keys stay plain data", () => {
  const after = JSON.parse('{"metadata":{"labels":{"__proto__":"x","constructor":"y"}}}') as JsonObject;
  const patch = diffStrategic({ metadata: { labels: { a: "b" } } }, after, pod);
  const { labels } = patch.metadata as { labels: JsonObject };
  expect(Object.keys(labels).sort()).toEqual(["__proto__", "a", "constructor"]);
  const applied = applyStrategicPatch({ metadata: { labels: { a: "b" } } }, patch, pod);
  expect(JSON.stringify(applied)).toBe(JSON.stringify(after));
});

test("an int64 beyond 2^53 is compared exactly", () => {
  const grace = (seconds: bigint): JsonObject => inSpec({ terminationGracePeriodSeconds: seconds });
  expect(diffStrategic(grace((1n << 60n) + 1n), grace(1n << 60n), pod)).toEqual({
    spec: { terminationGracePeriodSeconds: 1n << 60n },
  });
});

test("a list of five thousand elements takes moderate time", () => {
  const env = Array.from({ length: 5_000 }, (_, at) => ({ name: `E${at}`, value: `${at}` }));
  const before = inSpec({ containers: [{ name: "a", env }] });
  const after = inSpec({ containers: [{ name: "a", env: env.slice(1).reverse() }] });
  const started = performance.now();
  const patch = diffStrategic(before, after, pod);
  expect(applyStrategicPatch(before, patch, pod)).toEqual(after);
  expect(performance.now() - started).toBeLessThan(2000);
});

const text = fc.constantFrom("1", "2", "3");
const list = (key: string, element: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject[]> =>
  fc.uniqueArray(
    fc.tuple(fc.constantFrom("a", "b", "c", "d"), element).map(([name, rest]) => ({ [key]: name, ...rest })),
    { maxLength: 4, selector: (one) => one[key] },
  );
const some = (fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

const env = list("name", some({ value: text, valueFrom: some({ fieldRef: some({ fieldPath: text }) }) }));
const container = some({ image: text, args: fc.array(text, { maxLength: 2 }), env, tty: fc.boolean() });
const volume = some({ emptyDir: fc.constant({}), hostPath: some({ path: text }) });
const podSpec = some({ containers: list("name", container), volumes: list("name", volume), nodeName: text });
const object = some({
  metadata: some({
    labels: fc.dictionary(text, text),
    // Kubernetes compares with the sorted old list and misses some changes of the order: see three-way.json.
    finalizers: fc.uniqueArray(text, { maxLength: 3 }).map((values) => values.sort()),
  }),
  spec: some({
    replicas: fc.nat(3),
    strategy: some({ type: text, rollingUpdate: some({ maxSurge: fc.nat(2) }) }),
    template: some({ spec: podSpec }),
  }),
});

test("property: applying the difference gives what was wanted", () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const patch = diffStrategic(before, after, deployment);
      expect(applyStrategicPatch(before, patch, deployment)).toEqual(after);
    }),
    { numRuns: 500 },
  );
});

test("property: nothing differs from itself", () => {
  fc.assert(
    fc.property(object, (one) => {
      expect(diffStrategic(one, one, deployment)).toEqual({});
    }),
  );
});

test("property: an apply over what was applied last gives what is wanted", () => {
  fc.assert(
    fc.property(object, object, (original, modified) => {
      const patch = threeWayStrategicPatch({ original, current: original, modified }, deployment);
      expect(applyStrategicPatch(original, patch, deployment)).toEqual(modified);
    }),
    { numRuns: 500 },
  );
});

test("property: containers and labels of others survive an apply", () => {
  const other = { name: "other", image: "9" };
  fc.assert(
    fc.property(list("name", container), list("name", container), (before, after) => {
      const wrap = (containers: JsonObject[], labels: JsonObject): JsonObject => ({
        metadata: { labels },
        spec: { template: { spec: { containers } } },
      });
      const current = wrap([...before, other], { mine: "1", other: "1" });
      const sides = { original: wrap(before, { mine: "1" }), current, modified: wrap(after, { mine: "2" }) };
      const patch = threeWayStrategicPatch(sides, deployment);
      const applied = applyStrategicPatch(current, patch, deployment) as { metadata: Json; spec: JsonObject };
      expect(applied.metadata).toEqual({ labels: { mine: "2", other: "1" } });
      const { containers } = (applied.spec.template as { spec: { containers: JsonObject[] } }).spec;
      expect(containers.filter(({ name }) => name !== "other")).toEqual(after);
      expect(containers).toContainEqual(other);
    }),
    { numRuns: 300 },
  );
});
