import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../../src/core/object.ts";
import { drivenCluster } from "./driven.ts";
import { changed, job, told } from "./workloads.ts";

const CRON_JOBS = "cronjobs.batch";
const FIRST_MINUTE = Date.UTC(2026, 0, 1) / 60_000;

function started(script: string, spec: JsonObject = {}) {
  const cluster = drivenCluster();
  const jobTemplate = { spec: job(script).spec as JsonObject };
  cluster.api.create(CRON_JOBS, {
    metadata: { name: "c", namespace: "default" },
    spec: { schedule: "* * * * *", jobTemplate, ...spec },
  });
  const current = () => cluster.api.get(CRON_JOBS, "default", "c") as KubeObject;
  return {
    ...cluster,
    jobs: () => cluster.api.list("jobs.batch").map((one) => Number(nameOf(one).slice(2)) - FIRST_MINUTE),
    state: () => cluster.status(CRON_JOBS, "c"),
    change: (fields: JsonObject) => cluster.api.update(CRON_JOBS, changed(current(), fields)),
    told: () => told(cluster.api.list("events"), "c"),
  };
}

describe("a cron job", () => {
  test("makes a job when it is due, and says so", () => {
    const { pass, jobs, state, told, api } = started("true");
    pass(58);
    expect([jobs(), state()]).toEqual([[], {}]);
    pass(1.5);
    expect(jobs()).toEqual([1]);
    expect(state()).toMatchObject({ lastScheduleTime: "2026-01-01T00:01:00Z", active: [{ kind: "Job" }] });
    const made = api.list("jobs.batch")[0] as KubeObject;
    expect(stringMapOf(made, "annotations")).toEqual({
      "batch.kubernetes.io/cronjob-scheduled-timestamp": "2026-01-01T00:01:00Z",
    });
    pass(10);
    expect(state().active).toBeUndefined();
    expect(state().lastSuccessfulTime).toMatch(/^2026-01-01T00:01:0\d/);
    const name = `c-${FIRST_MINUTE + 1}`;
    expect(told()).toEqual([
      `SuccessfulCreate: Created job ${name}`,
      `SawCompletedJob: Saw completed job: ${name}, condition: Complete`,
    ]);
  });

  test("keeps the last few jobs that ended", () => {
    const good = started("true", { successfulJobsHistoryLimit: 2 });
    good.pass(60 * 5 + 30);
    expect(good.jobs()).toEqual([4, 5]);
    expect(good.told()).toContain(`SuccessfulDelete: Deleted job c-${FIRST_MINUTE + 1}`);
    const bad = started("true", { failedJobsHistoryLimit: 0, jobTemplate: { spec: { backoffLimit: 0, ...failing } } });
    bad.pass(60 * 3 + 30);
    expect(bad.jobs()).toEqual([]);
  });

  test.each<[string, number[], number, string]>([
    ["Allow", [1, 2, 3], 3, "Created job"],
    ["Forbid", [1], 1, "Not starting job because prior execution is running and concurrency policy is Forbid"],
    ["Replace", [3], 1, "Deleted job"],
  ])("whose jobs take longer does what its policy says: %s", (concurrencyPolicy, names, active, words) => {
    const { pass, jobs, state, told } = started("sleep 900", { concurrencyPolicy });
    pass(60 * 3 + 30);
    expect(jobs()).toEqual(names);
    expect(state().active).toHaveLength(active);
    expect(told().join()).toContain(words);
  });

  test("is suspended, and does not make up for what it missed more than once", () => {
    const { pass, jobs, change } = started("true");
    change({ suspend: true });
    pass(600);
    expect(jobs()).toEqual([]);
    change({ suspend: false });
    pass(1);
    expect(jobs()).toEqual([10]);
  });

  test("takes its jobs and their pods along", () => {
    const { pass, api, pods } = started("sleep 900");
    pass(150);
    expect(pods()).toHaveLength(2);
    api.delete(CRON_JOBS, "default", "c", { propagation: "Background" });
    pass(10);
    expect([api.list("jobs.batch"), pods()]).toEqual([[], []]);
  });
});

const failing = job("false").spec as JsonObject;
