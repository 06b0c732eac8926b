import { expect, test } from "vitest";
import { endingOf } from "../../src/commands/run/attach.ts";

const pod = (phase: string, ...statuses: readonly object[]) =>
  ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "a", namespace: "ns" },
    status: { phase, containerStatuses: statuses },
  }) as never;
const terminated = (more: object) => ({ state: { terminated: more } });

test("a pod that has succeeded is 0", () => {
  expect(endingOf(pod("Succeeded"))).toEqual({ code: 0 });
});

test.each([
  [
    { exitCode: 3, reason: "Error" },
    { code: 3, words: "pod ns/a terminated (Error)" },
  ],
  [
    { exitCode: 137, reason: "OOMKilled", message: "m" },
    { code: 137, words: "pod ns/a terminated (OOMKilled)\nm" },
  ],
])("%j", (state, ending) => {
  expect(endingOf(pod("Failed", terminated(state)))).toEqual(ending);
});

test.each([[[]], [[{ state: {} }]], [[terminated({ exitCode: 0 })]]])("a failure without a code: %j", (statuses) => {
  expect(() => endingOf(pod("Failed", ...statuses))).toThrow("pod ns/a failed with unknown exit code");
});
