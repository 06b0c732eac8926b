import { expect, test } from "vitest";
import { byInterest } from "../../src/pods/rank.ts";

interface Traits {
  node?: string;
  phase?: string;
  ready?: string;
  restarts?: number;
  created?: string;
}

const pod = (
  name: string,
  { node = "n", phase = "Running", ready, restarts = 0, created = "2026-01-01T00:00:00Z" }: Traits,
) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, creationTimestamp: created },
  spec: { nodeName: node },
  status: {
    phase,
    conditions: ready === undefined ? [] : [{ type: "Ready", status: "True", lastTransitionTime: ready }],
    containerStatuses: [{ restartCount: restarts }],
  },
});

const EARLY = "2026-01-01T00:00:00Z";
const LATE = "2026-01-02T00:00:00Z";

test.each<[string, Traits, Traits]>([
  ["one with a node", {}, { node: "" }],
  ["one that runs", {}, { phase: "Pending" }],
  ["one that is ready", { ready: LATE }, {}],
  ["one that has been ready for longer", { ready: EARLY }, { ready: LATE }],
  ["one that was restarted more often", { restarts: 2 }, { restarts: 1 }],
  ["the older one", { created: EARLY }, { created: LATE }],
])("%s comes first", (_, first, second) => {
  expect(byInterest(pod("a", first), pod("b", second))).toBeLessThan(0);
  expect(byInterest(pod("b", second), pod("a", first))).toBeGreaterThan(0);
});

test("half-broken pods are equal", () => {
  const broken = { apiVersion: "v1", kind: "Pod", metadata: { name: "x" } };
  expect(byInterest(broken, { ...broken, status: null as never })).toBe(0);
});
