import { expect, test } from "vitest";
import { compareWrites } from "./patches/compare.js";

const write = (body: object, path = "/api/v1/namespaces/n/services/s") =>
  `PATCH ${path} strategic\n${JSON.stringify(body)}`;
const replaced = { ports: [{ $patch: "replace" }, { port: 53 }] };

test("equal writes are equal, other bodies, missing ones and another order are not", () => {
  const [one, two] = [write({ a: 1 }), write({ a: 1 }, "/other")];
  expect(compareWrites([one, two], [one, two])).toEqual({ wrong: [], onPurpose: [], isInOrder: true });
  expect(compareWrites([one], [write({ a: 2 })]).wrong).toHaveLength(1);
  expect(compareWrites([one], []).wrong).toEqual([{ theirs: one, ours: "nothing" }]);
  expect(compareWrites([one, two], [two, one]).isInOrder).toBe(false);
});

test("a replaced list of ports is on purpose, and hides nothing else", () => {
  const theirs = write({ spec: { ports: [{ $patch: "delete", port: 53 }], type: "A" } });
  expect(compareWrites([theirs], [write({ spec: { ...replaced, type: "A" } })])).toMatchObject({ wrong: [] });
  expect(compareWrites([theirs], [write({ spec: { ...replaced, type: "B" } })]).wrong).toHaveLength(1);
  const inPod = (image: string, ports: object) => write({ spec: { containers: [{ name: "c", image, ...ports }] } });
  expect(compareWrites([inPod("x", { ports: [] })], [inPod("x", replaced)]).onPurpose).toHaveLength(1);
  expect(compareWrites([inPod("x", { ports: [] })], [inPod("y", replaced)]).wrong).toHaveLength(1);
  const order = (list: object[], name = "c") =>
    write({ spec: { "$setElementOrder/containers": [{ name }, { name: "d" }], containers: list } });
  const ports = (value: object[]) => [{ name: "c", ports: value }];
  const unordered = write({ spec: { containers: ports(replaced.ports) } });
  expect(compareWrites([order(ports([{ port: 1 }]))], [unordered]).onPurpose).toHaveLength(1);
  expect(
    compareWrites([write({ spec: { "$setElementOrder/containers": [{ name: "d" }] } })], [unordered]).wrong,
  ).toHaveLength(1);
});
