import { type JsonObject, type KubeObject, namespaceOf } from "../../../core/object.ts";
import { timestamp } from "../../api/machine.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { endOf } from "../job/status.ts";
import {
  concernsOwner,
  isBeingDeleted,
  listOf,
  ownedBy,
  present,
  setStatus,
  specOf,
  splitThing,
  statusOf,
  uidOf,
} from "../owned.ts";
import { type Due, dueOf } from "./due.ts";
import { keepHistory } from "./history.ts";
import { COMPONENT, createJob, deleteJob, JOBS, jobNameAt, referenceTo, tell } from "./jobs.ts";

const CRON_JOBS = "cronjobs.batch";

/** Makes jobs when they are due, and keeps the last few of those that ended. */
export const cronJobs: Controller = {
  name: COMPONENT,
  watches: [CRON_JOBS, JOBS],
  concerns: (_, object) => concernsOwner(object, "CronJob"),
  reconcile(api, thing) {
    const cronJob = api.get(CRON_JOBS, ...splitThing(thing));
    if (!cronJob) return undefined;
    const jobs = ownedBy(api, JOBS, cronJob);
    const status = { ...statusOf(cronJob), ...seen(api, cronJob, jobs) };
    keepHistory(api, cronJob, jobs);
    const isIdle = isBeingDeleted(cronJob) || specOf(cronJob).suspend === true;
    const due = isIdle ? undefined : dueFor(api, cronJob);
    const time = due?.time;
    const started = time === undefined ? {} : start(api, cronJob, time, status.active);
    const { active, ...rest } = { ...status, ...started };
    setStatus(api, CRON_JOBS, cronJob, present({ ...rest, active: active && active.length > 0 ? active : undefined }));
    return due?.next === undefined ? undefined : due.next - api.now();
  },
};

interface Seen {
  readonly active: JsonObject[];
  readonly lastSuccessfulTime?: string;
}

/** The jobs that still run, of those that were started; tells of those that do not any more. */
function seen(api: ClusterApi, cronJob: KubeObject, jobs: readonly KubeObject[]): Seen {
  const { active, lastSuccessfulTime } = statusOf(cronJob);
  let last = lastSuccessfulTime === undefined ? "" : String(lastSuccessfulTime);
  const left = listOf(active).filter(({ uid, name }) => {
    const job = jobs.find((one) => uidOf(one) === uid);
    const end = job && endOf(job);
    if (!job) tell(api, cronJob, "MissingJob", `Active job went missing: ${name}`);
    else if (end) tell(api, cronJob, "SawCompletedJob", `Saw completed job: ${name}, condition: ${end.type}`);
    return job !== undefined && end === undefined;
  });
  for (const job of jobs) {
    const { completionTime } = statusOf(job);
    if (endOf(job)?.type === "Complete" && String(completionTime) > last) last = String(completionTime);
  }
  return { active: left, ...(last === "" ? {} : { lastSuccessfulTime: last }) };
}

function dueFor(api: ClusterApi, cronJob: KubeObject): Due | undefined {
  try {
    const due = dueOf(cronJob, api.now());
    if (due.isTooMany) {
      const advice = "Set or decrease .spec.startingDeadlineSeconds or check clock skew";
      tell(api, cronJob, "TooManyMissedTimes", `too many missed start times. ${advice}`, "Warning");
    }
    return due;
  } catch (error) {
    const message = `unparseable schedule: ${JSON.stringify(specOf(cronJob).schedule)} : ${(error as Error).message}`;
    tell(api, cronJob, "UnparseableCronJobSchedule", message, "Warning");
    return undefined;
  }
}

/** Starts the job of one time, unless those that still run forbid it. */
function start(api: ClusterApi, cronJob: KubeObject, time: number, running: readonly JsonObject[]) {
  if (api.get(JOBS, namespaceOf(cronJob), jobNameAt(cronJob, time))) return { lastScheduleTime: timestamp(time) };
  const { concurrencyPolicy } = specOf(cronJob);
  let active = [...running];
  if (concurrencyPolicy === "Forbid" && active.length > 0) {
    const message = "Not starting job because prior execution is running and concurrency policy is Forbid";
    tell(api, cronJob, "JobAlreadyActive", message);
    return {};
  }
  if (concurrencyPolicy === "Replace") {
    for (const { name } of active) {
      const job = api.get(JOBS, namespaceOf(cronJob), String(name));
      if (job) deleteJob(api, cronJob, job);
    }
    active = [];
  }
  const job = createJob(api, cronJob, time);
  return { active: [...active, referenceTo(job)], lastScheduleTime: timestamp(time) };
}
