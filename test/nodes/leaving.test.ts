import { describe, expect, test } from "vitest";
import { type Allowed, type DaemonSetLook, daemonSetOf, judge, part } from "../../src/nodes/leaving.ts";

const NOTHING: Allowed = { force: false, ignoreDaemonSets: false, deleteEmptyDir: false, skipAfter: 0, now: 0 };
const owner = (kind: string, apiVersion = "apps/v1") => ({
  ownerReferences: [{ kind, apiVersion, name: "owner", controller: true }],
});
const pod = (metadata: object = {}, more: object = {}) => ({
  metadata: { name: "p", namespace: "n", ...metadata },
  spec: {},
  status: { phase: "Running" },
  ...more,
});
const empty = { spec: { volumes: [{ name: "v", emptyDir: {} }] } };
const finished = { status: { phase: "Failed" } };
const mirror = { annotations: { "kubernetes.io/config.mirror": "x" } };

describe("whether a pod leaves", () => {
  const CONTROLLER = "Pods that declare no controller (use --force to override)";
  const STORAGE = "Pods with local storage (use --delete-emptydir-data to override)";
  const DAEMONS = "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)";
  test.each<[string, ReturnType<typeof pod>, Partial<Allowed>, string]>([
    ["of a replica set", pod(owner("ReplicaSet")), {}, "leaves"],
    ["alone", pod(), {}, CONTROLLER],
    ["alone, forced", pod(), { force: true }, "leaves: deleting Pods that declare no controller"],
    ["an owner that is no controller", pod({ ownerReferences: [{ kind: "Thing" }] }), {}, CONTROLLER],
    ["with data", pod(owner("ReplicaSet"), empty), { force: true }, STORAGE],
    ["with data that may go", pod(owner("ReplicaSet"), empty), { deleteEmptyDir: true }, "leaves"],
    ["alone with data that may go", pod({}, empty), { deleteEmptyDir: true }, CONTROLLER],
    ["finished, with data", pod({}, { ...empty, ...finished }), {}, "leaves"],
    ["static", pod(mirror), {}, "stays"],
    ["static and finished", pod(mirror, finished), { force: true }, "stays"],
    ["of another DaemonSet kind", pod(owner("DaemonSet", "x.example.com/v1")), {}, "leaves"],
    ["deleted long ago", pod({ deletionTimestamp: "1970-01-01T00:00:00Z" }), { skipAfter: 2, now: 3000 }, "stays"],
    ["deleted just now", pod({ deletionTimestamp: "1970-01-01T00:00:00Z" }), { skipAfter: 2, now: 2999 }, CONTROLLER],
  ])("%s", (_, one, allowed, expected) => {
    expect(daemonSetOf(one)).toBeUndefined();
    const { isLeaving, reason, warning } = judge(one, { ...NOTHING, ...allowed });
    expect(reason ?? `${isLeaving ? "leaves" : "stays"}${warning ? `: ${warning}` : ""}`).toBe(expected);
  });

  test.each<[string, DaemonSetLook, Partial<Allowed>, string]>([
    ["there", {}, {}, DAEMONS],
    ["there, forced", {}, { force: true }, DAEMONS],
    ["there, ignored", {}, { ignoreDaemonSets: true }, "stays: ignoring DaemonSet-managed Pods"],
    ["gone", { problem: "gone", isMissing: true }, { ignoreDaemonSets: true }, "gone"],
    ["gone, forced", { problem: "gone", isMissing: true }, { force: true }, "leaves"],
    ["not to be read, forced", { problem: "no way" }, { force: true }, "no way"],
  ])("of a daemon set that is %s", (_, look, allowed, expected) => {
    const one = pod(owner("DaemonSet"));
    expect(daemonSetOf(one)).toBe("owner");
    const { isLeaving, reason, warning } = judge(one, { ...NOTHING, ...allowed }, look);
    expect(reason ?? `${isLeaving ? "leaves" : "stays"}${warning ? `: ${warning}` : ""}`).toBe(expected);
  });

  test("a finished pod of a daemon set leaves", () => {
    expect(daemonSetOf(pod(owner("DaemonSet"), finished))).toBeUndefined();
  });
});

test("reasons and warnings name their pods, in the order of pods", () => {
  const named = (name: string) => pod({ name });
  const judged = [
    [named("a"), { isLeaving: false, reason: "x" }],
    [named("b"), { isLeaving: true, warning: "w" }],
    [named("c"), { isLeaving: false, reason: "y" }],
    [named("d"), { isLeaving: false, reason: "x" }],
    [named("e"), { isLeaving: true }],
    [named("f"), { isLeaving: false, warning: "v" }],
  ] as const;
  const { leaving, problems, warning } = part(judged);
  expect(leaving.map(({ metadata }) => (metadata as { name: string }).name)).toEqual(["b", "e"]);
  expect(problems).toEqual(["cannot delete x: n/a, n/d", "cannot delete y: n/c"]);
  expect(warning).toBe("w: n/b; v: n/f");
});
