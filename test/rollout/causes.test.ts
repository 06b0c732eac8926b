import { describe, expect, test } from "vitest";
import type { JsonObject, KubeObject } from "../../src/core/object.ts";
import type { Cause } from "../../src/rollout/causes/cause.ts";
import { GRACES, readGraces } from "../../src/rollout/causes/grace.ts";
import { causesOf } from "../../src/rollout/causes/snapshot.ts";
import { judge, NOTHING_SEEN } from "../../src/rollout/causes/verdict.ts";

const at = (second: number): string => new Date(second * 1000).toISOString();
const owner = (uid: string) => [{ uid, controller: true }];

const pod = (status: JsonObject, name = "db-0"): KubeObject => ({
  metadata: { name, uid: name, creationTimestamp: at(0), ownerReferences: owner("u") },
  status: { phase: "Running", startTime: at(0), containerStatuses: [{ name: "c", ...status }] },
});

const event = (reason: string, message: string, more: JsonObject = {}): KubeObject => ({
  involvedObject: { uid: "db-0" },
  reason,
  message,
  firstTimestamp: at(5),
  lastTimestamp: at(5),
  ...more,
});

const set: KubeObject = { kind: "StatefulSet", metadata: { name: "db", uid: "u" }, spec: { replicas: 1 }, status: {} };

const seen = (pods: readonly KubeObject[], events: readonly KubeObject[] = [], object = set, second = 60): string[] =>
  causesOf({ object, sets: [], pods, events, now: second * 1000 }).map(
    ({ subject, reason, message, isResting }) => `${isResting ? "resting " : ""}${subject} ${reason}: ${message}`,
  );

const waiting = (reason: string, message = ""): JsonObject => ({ state: { waiting: { reason, message } } });
const crashed = { exitCode: 1, reason: "Error", finishedAt: at(40) };

describe("a container", () => {
  test.each([
    [
      "waits for an image",
      waiting("ImagePullBackOff", "Back-off\n pulling"),
      ["db-0/c ImagePullBackOff: Back-off pulling"],
    ],
    ["is only starting", waiting("ContainerCreating"), []],
    [
      "crashes again and again, and left a message",
      { ...waiting("CrashLoopBackOff"), restartCount: 3, lastState: { terminated: { ...crashed, message: "no db" } } },
      ["db-0/c CrashLoopBackOff: exit code 1, restarted 3 times: no db"],
    ],
    [
      "was too large",
      {
        ...waiting("CrashLoopBackOff"),
        restartCount: 1,
        lastState: { terminated: { exitCode: 137, reason: "OOMKilled" } },
      },
      ["db-0/c OOMKilled: exit code 137, restarted once"],
    ],
    ["has just crashed", { state: { terminated: crashed } }, ["db-0/c Error: exit code 1"]],
    ["has ended well", { state: { terminated: { exitCode: 0 } } }, []],
    [
      "crashed and runs again",
      { ready: true, restartCount: 1, lastState: { terminated: crashed }, state: { running: { startedAt: at(50) } } },
      ["resting db-0/c Error: exit code 1, restarted once"],
    ],
    [
      "crashed and has run for long since",
      { ready: true, restartCount: 1, lastState: { terminated: crashed }, state: { running: { startedAt: at(0) } } },
      [],
    ],
  ])("%s", (_, status, expected) => expect(seen([pod(status)], [], set, 60)).toEqual(expected));

  test("that runs is unready when its probe says so, not before", () => {
    const running = pod({ ready: false, state: { running: { startedAt: at(2) } } });
    const probe = event("Unhealthy", "Readiness probe failed: no");
    expect(seen([running])).toEqual([]);
    expect(seen([running], [probe])).toEqual(["db-0/c Unhealthy: Readiness probe failed: no"]);
    expect(seen([running], [event("Unhealthy", "Liveness probe failed: no")])).toEqual([]);
    const again = pod({ ready: false, state: { running: { startedAt: at(30) } } });
    expect(seen([again], [probe])).toEqual([]);
  });
});

describe("a pod", () => {
  test("that has not started tells why", () => {
    const mount = event("FailedMount", "secret not found");
    expect(seen([pod(waiting("ContainerCreating"))], [mount])).toEqual(["db-0 FailedMount: secret not found"]);
    expect(seen([pod({ ready: true, state: { running: {} } })], [mount])).toEqual([]);
  });

  test("that is being deleted, or another's, tells nothing", () => {
    const gone = pod(waiting("ErrImagePull"));
    expect(seen([{ ...gone, metadata: { ...(gone.metadata as JsonObject), deletionTimestamp: at(1) } }])).toEqual([]);
    expect(seen([{ ...gone, metadata: { name: "x", ownerReferences: owner("other") } }])).toEqual([]);
  });
});

describe("a refusal to create pods", () => {
  const refused = event("FailedCreate", 'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden', {
    involvedObject: { uid: "u" },
  });
  test("is told as long as pods are missing and none came after it", () => {
    expect(seen([], [refused])).toEqual(['statefulset/db FailedCreate: pods "db-0" is forbidden']);
    expect(seen([pod({})], [refused])).toEqual([]);
    const two = { ...set, spec: { replicas: 2 } };
    expect(seen([pod({})], [refused], two)).toHaveLength(1);
    const later = { ...pod({}), metadata: { ...(pod({}).metadata as JsonObject), creationTimestamp: at(9) } };
    expect(seen([later], [refused], two)).toEqual([]);
  });
});

test("nothing is said before the controller has seen the spec", () => {
  const unseen = {
    ...set,
    metadata: { ...(set.metadata as JsonObject), generation: 2 },
    status: { observedGeneration: 1 },
  };
  expect(seen([pod(waiting("ErrImagePull"))], [], unseen)).toEqual([]);
});

const cause = (more: Partial<Cause> = {}): Cause => ({
  subject: "a/c",
  reason: "CrashLoopBackOff",
  message: "exit code 1",
  since: undefined,
  clock: "a/c crash",
  topic: "c crash",
  isResting: false,
  ...more,
});

/** What is said and done when causes are seen second by second. */
function course(seconds: readonly (readonly Cause[])[]) {
  let memory = NOTHING_SEEN;
  const lines: string[] = [];
  for (const [second, causes] of seconds.entries()) {
    const verdict = judge(memory, causes, { now: second * 1000, graces: { CrashLoopBackOff: 5000 } });
    memory = verdict.memory;
    lines.push(...verdict.lines);
    if (verdict.fatal) return { lines, end: second };
  }
  return { lines, end: undefined };
}

const times = (count: number, ...causes: Cause[]) => Array.from({ length: count }, () => causes);

describe("judge", () => {
  test("ends when a cause has lasted for its time", () =>
    expect(course(times(20, cause()))).toEqual({ lines: ["a/c CrashLoopBackOff: exit code 1"], end: 5 }));

  test("starts anew when a cause went away", () =>
    expect(course([...times(4, cause()), [], ...times(4, cause()), []])).toEqual({
      lines: ["a/c CrashLoopBackOff: exit code 1", "a/c CrashLoopBackOff: exit code 1"],
      end: undefined,
    }));

  test("does not end while a container that crashed runs, but counts that time", () => {
    const resting = cause({ isResting: true });
    expect(course([...times(3, cause()), ...times(9, resting), ...times(2, cause())])).toMatchObject({ end: 12 });
    expect(course([...times(3, cause()), ...times(9, resting), []])).toMatchObject({ end: undefined });
  });

  test("pods that are in trouble one after the other, each for a short time, do not end it", () => {
    const other = cause({ subject: "b/c", clock: "b/c crash" });
    const seconds = [...times(3, cause()), ...times(1, cause(), other), ...times(3, other), []];
    expect(course(seconds)).toEqual({ lines: ["a/c CrashLoopBackOff: exit code 1"], end: undefined });
  });

  test("tells how long, and of how many the same is true", () => {
    const now = 200_000;
    const { lines } = judge(NOTHING_SEEN, [cause({ since: 20_000 }), cause({ clock: "b" })], { now, graces: {} });
    expect(lines).toEqual(["a/c CrashLoopBackOff: exit code 1 (3m, and 1 more)"]);
  });

  test("a clock that is behind the cluster's does no harm", () =>
    expect(judge(NOTHING_SEEN, [cause({ since: 9000 })], { now: 1000, graces: {} }).lines).toEqual([
      "a/c CrashLoopBackOff: exit code 1 (0s)",
    ]));
});

test("--grace", () => {
  expect(readGraces(["Error=1m30s", "Unschedulable=0s"])).toEqual({ ...GRACES, Error: 90_000, Unschedulable: 0 });
  expect(() => readGraces(["Error"])).toThrow("--grace takes REASON=DURATION");
  expect(() => readGraces(["constructor=1s"])).toThrow("--grace takes REASON=DURATION");
  expect(() => readGraces(["Error=1"])).toThrow('missing unit in duration "1"');
});
