import { selectorText } from "../../core/label-selector.ts";
import type { Json } from "../../core/object.ts";
import { eventLines } from "../events.ts";
import { part, parts, text, truth } from "../fields.ts";
import { headLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";
import { isSet, moment } from "../time.ts";

export const describe: Describer = async (cron, around) => {
  const spec = part(cron, "spec");
  const job = part(part(spec, "jobTemplate"), "spec");
  const status = part(cron, "status");
  return [
    ...headLines(cron),
    `Schedule:\t${text(spec.schedule)}`,
    `Concurrency Policy:\t${text(spec.concurrencyPolicy)}`,
    `Suspend:\t${spec.suspend === undefined ? "<unset>" : truth(spec.suspend)}`,
    `Time Zone:\t${text(spec.timeZone) || "<unset>"}`,
    `Successful Job History Limit:\t${orUnset(spec.successfulJobsHistoryLimit)}`,
    `Failed Job History Limit:\t${orUnset(spec.failedJobsHistoryLimit)}`,
    `Starting Deadline Seconds:\t${orUnset(spec.startingDeadlineSeconds, "s")}`,
    `Selector:\t${job.selector ? selectorText(part(job, "selector")) : "<unset>"}`,
    `Parallelism:\t${orUnset(job.parallelism)}`,
    `Completions:\t${orUnset(job.completions)}`,
    ...(job.activeDeadlineSeconds === undefined
      ? []
      : [`Active Deadline Seconds:\t${text(job.activeDeadlineSeconds)}s`]),
    ...templateLines(part(job, "template")),
    `Last Schedule Time:\t${isSet(status.lastScheduleTime) ? moment(status.lastScheduleTime) : "<unset>"}`,
    `Active Jobs:\t${
      parts(status, "active")
        .map(({ name }) => text(name))
        .join(", ") || "<none>"
    }`,
    ...(await eventLines(cron, around)),
  ];
};

const orUnset = (value: Json | undefined, unit = ""): string =>
  value === undefined || value === null ? "<unset>" : text(value) + unit;
