import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../../src/core/object.ts";
import { readIndexes, writeIndexes } from "../../../src/sandbox/controllers/job/indexes.ts";
import { finalizersOf } from "../../../src/sandbox/controllers/owned.ts";
import { drivenCluster } from "./driven.ts";
import { changed, job, told } from "./workloads.ts";

const JOBS = "jobs.batch";

function started(spec: JsonObject = {}, script = "true", pod: JsonObject = {}) {
  const cluster = drivenCluster();
  cluster.api.create(JOBS, job(script, spec, pod));
  const current = () => cluster.api.get(JOBS, "default", "j") as KubeObject;
  return {
    ...cluster,
    current,
    change: (fields: JsonObject) => cluster.api.update(JOBS, changed(current(), fields)),
    state: () => cluster.status(JOBS, "j"),
    ends: () => (cluster.status(JOBS, "j").conditions as JsonObject[]).map(({ type, reason }) => `${type} ${reason}`),
    told: () => told(cluster.api.list("events"), "j").map((one) => one.replace(/j(-\d+)?-[a-z0-9]{5}$/, "j-?")),
  };
}

describe("a job", () => {
  test("runs one pod to its end, and says so", () => {
    const { pass, state, ends, told, pods, current } = started();
    pass(5);
    const { startTime, completionTime, conditions, ...counts } = state();
    expect(counts).toEqual({ ready: 0, succeeded: 1, terminating: 0, uncountedTerminatedPods: {} });
    expect(startTime === undefined || completionTime === undefined).toBe(false);
    expect((conditions as JsonObject[])[1]).toMatchObject({ message: "Reached expected number of succeeded pods" });
    expect(ends()).toEqual(["SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached"]);
    expect(told()).toEqual(["SuccessfulCreate: Created pod: j-?", "Completed: Job completed"]);
    expect(pods().map(finalizersOf)).toEqual([[]]);
    expect(Object.keys(stringMapOf(current(), "labels"))).toContain("batch.kubernetes.io/controller-uid");
  });

  test("has at most so many pods at once as it may", () => {
    const { pass, state, pods } = started({ completions: 5, parallelism: 2 }, "sleep 3");
    pass(3);
    expect([pods().length, state().active, state().ready]).toEqual([2, 2, 2]);
    pass(30);
    expect([pods().length, state().succeeded]).toEqual([5, 5]);
  });

  test.each<[string, JsonObject, string, string, JsonObject, string]>([
    [
      "fails again and again",
      { backoffLimit: 1 },
      "exit 1",
      "BackoffLimitExceeded",
      { failed: 2 },
      "the specified backoff limit",
    ],
    [
      "takes too long",
      { activeDeadlineSeconds: 5 },
      "sleep 60",
      "DeadlineExceeded",
      { failed: 1 },
      "longer than specified",
    ],
    [
      "fails in a way that is final",
      { podFailurePolicy: { rules: [{ action: "FailJob", onExitCodes: { operator: "In", values: [42] } }] } },
      "exit 42",
      "PodFailurePolicy",
      { failed: 1 },
      "failed with exit code 42 matching FailJob rule at index 0",
    ],
    [
      "fails in every part",
      { completionMode: "Indexed", completions: 2, parallelism: 2, backoffLimitPerIndex: 0 },
      "false",
      "FailedIndexes",
      { failed: 2, failedIndexes: "0,1" },
      "Job has failed indexes",
    ],
    [
      "fails in too many parts",
      { completionMode: "Indexed", completions: 3, parallelism: 1, backoffLimitPerIndex: 0, maxFailedIndexes: 0 },
      "false",
      "MaxFailedIndexesExceeded",
      { failed: 1, failedIndexes: "0" },
      "maximal number of failed indexes",
    ],
  ])("that %s ends", (_, spec, script, reason, counts, message) => {
    const { pass, state, ends, told } = started(spec, script);
    pass(60);
    expect(state()).toMatchObject(counts);
    expect(ends()).toEqual([`FailureTarget ${reason}`, `Failed ${reason}`]);
    expect(told().at(-1)).toContain(`${reason}: `);
    expect(told().at(-1)).toContain(message);
  });

  test("waits 10, 20, 40 seconds before it tries again", () => {
    const { pass, pods } = started({ backoffLimit: 5 }, "false");
    const counts = [5, 10, 20, 40].map((seconds) => {
      pass(seconds + 1);
      return pods().length;
    });
    expect(counts).toEqual([1, 2, 3, 4]);
  });

  test("restarts containers where they are when it may", () => {
    const { pass, pods, ends } = started({ backoffLimit: 2 }, "false", { restartPolicy: "OnFailure" });
    pass(8);
    expect(pods()).toHaveLength(1);
    pass(60);
    expect(ends().at(-1)).toBe("Failed BackoffLimitExceeded");
    expect(pods()).toHaveLength(0);
  });

  test("numbers its parts", () => {
    const { pass, pods, state } = started({ completionMode: "Indexed", completions: 3, parallelism: 3 });
    pass(1);
    const names = pods().map((pod) => nameOf(pod).slice(0, 4));
    expect(names).toEqual(["j-0-", "j-1-", "j-2-"]);
    expect(stringMapOf(pods()[2] as KubeObject, "annotations")["batch.kubernetes.io/job-completion-index"]).toBe("2");
    expect(pods()[2]?.spec).toMatchObject({ hostname: "j-2" });
    pass(5);
    expect(state()).toMatchObject({ succeeded: 3, completedIndexes: "0-2" });
  });

  test("ends early when its success policy is met", () => {
    const rules = [{ succeededCount: 1 }];
    const { pass, ends, pods } = started(
      { completionMode: "Indexed", completions: 3, parallelism: 1, successPolicy: { rules } },
      "sleep 1",
    );
    pass(10);
    expect(ends()).toEqual(["SuccessCriteriaMet SuccessPolicy", "Complete SuccessPolicy"]);
    expect(pods()).toHaveLength(1);
  });

  test("is suspended and resumed", () => {
    const { pass, pods, state, change, told, ends } = started({ parallelism: 2, completions: 2 }, "sleep 20");
    pass(3);
    change({ suspend: true });
    pass(5);
    expect([pods().length, state().startTime, state().active]).toEqual([0, undefined, undefined]);
    expect(ends()).toEqual(["Suspended JobSuspended"]);
    change({ suspend: false });
    pass(5);
    expect([state().active, ends()]).toEqual([2, ["Suspended JobResumed"]]);
    expect(told()).toEqual(expect.arrayContaining(["Suspended: Job suspended", "Resumed: Job resumed"]));
    pass(30);
    expect(state()).toMatchObject({ succeeded: 2 });
  });

  test("is deleted with its pods when its time to live is over", () => {
    const { pass, api, pods } = started({ ttlSecondsAfterFinished: 10 });
    pass(8);
    expect(pods()).toHaveLength(1);
    pass(10);
    expect([api.list(JOBS), pods()]).toEqual([[], []]);
  });

  test.each(["Background", "Foreground"] as const)("takes its running pods along (%s)", (propagation) => {
    const { pass, api, pods } = started({ parallelism: 2 }, "sleep 100");
    pass(5);
    api.delete(JOBS, "default", "j", { propagation });
    pass(10);
    expect([api.list(JOBS), pods()]).toEqual([[], []]);
  });

  test("comes to rest", () => {
    const { pass, machine } = started({ completions: 3, backoffLimit: 1 }, "false");
    pass(100);
    const before = machine.store.version();
    pass(600);
    expect(machine.store.version()).toBe(before);
  });
});

describe("indexes", () => {
  test.each([
    [[], ""],
    [[0], "0"],
    [[0, 1], "0,1"],
    [[0, 1, 2, 5], "0-2,5"],
    [[1, 3, 4, 7, 8, 9], "1,3,4,7-9"],
  ])("%j", (numbers, text) => {
    expect(writeIndexes(new Set(numbers))).toBe(text);
    expect([...readIndexes(text)]).toEqual(numbers);
  });
});
