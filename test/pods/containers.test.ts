import { expect, test } from "vitest";
import {
  choiceText,
  containersOf,
  defaultContainer,
  everyContainer,
  namedContainer,
} from "../../src/pods/containers.ts";

const names = (...list: string[]) => list.map((name) => ({ name }));
const pod = (spec: object, annotation?: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name: "p",
    ...(annotation === undefined ? {} : { annotations: { "kubectl.kubernetes.io/default-container": annotation } }),
  },
  spec: spec as Record<string, never>,
});
const full = {
  initContainers: names("setup"),
  containers: names("main", "side"),
  ephemeralContainers: names("debugger"),
};

test("names by what they are for, in the order of their start", () => {
  expect(everyContainer(containersOf(pod(full)))).toEqual(["setup", "main", "side", "debugger"]);
  expect(choiceText(containersOf(pod(full)))).toBe("main, side, setup (init), debugger (ephem)");
});

test("the only container needs no notice", () => {
  expect(defaultContainer(pod({ containers: names("main") }))).toEqual({ name: "main" });
});

test("the first of several, with a notice", () => {
  const notice = 'Defaulted container "main" out of: main, side, setup (init), debugger (ephem)';
  expect(defaultContainer(pod(full))).toEqual({ name: "main", notice });
});

test.each([
  ["side", "side"],
  ["setup", "setup"],
])("the annotation %j chooses without a notice", (annotation, name) => {
  expect(defaultContainer(pod(full, annotation))).toEqual({ name });
});

test("an annotation that names nobody is passed over", () => {
  expect(defaultContainer(pod(full, "ghost")).name).toBe("main");
});

test("a name that the pod does not have", () => {
  const words = "container x is not valid for pod p out of: main, side, setup (init), debugger (ephem)";
  expect(() => namedContainer(pod(full), "x")).toThrow(words);
});

test.each([[undefined], [null], [{}], [{ containers: "no" }], [{ containers: [null, 1, {}] }]])(
  "half-broken: %j",
  (spec) => {
    expect(() => defaultContainer(pod(spec as object))).toThrow("no valid containers found in pod p");
  },
);
