import { formatAge } from "../../core/duration.ts";
import { selectorText } from "../../core/label-selector.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import { eventLines } from "../events.ts";
import { number, part, text } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { controlledBy } from "../owner.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";
import { isSet, moment } from "../time.ts";

export const describe: Describer = async (job, around) => {
  const spec = part(job, "spec");
  return [
    ...nameLines(job),
    ...(spec.selector ? [`Selector:\t${selectorText(part(spec, "selector"))}`] : []),
    ...labelLines(job),
    ...annotationLines(job),
    ...controlledBy(job),
    ...planLines(spec),
    ...courseLines(part(job, "status")),
    ...(spec.activeDeadlineSeconds === undefined
      ? []
      : [`Active Deadline Seconds:\t${text(spec.activeDeadlineSeconds)}s`]),
    `Pods Statuses:\t${podCounts(part(job, "status"))}`,
    ...indexLines(job),
    ...templateLines(part(spec, "template")),
    ...(await eventLines(job, around)),
  ];
};

function planLines(spec: JsonObject): string[] {
  const given = (label: string, key: string) => (spec[key] === undefined ? [] : [`${label}:\t${text(spec[key])}`]);
  return [
    ...given("Parallelism", "parallelism"),
    `Completions:\t${spec.completions === undefined ? "<unset>" : text(spec.completions)}`,
    ...given("Completion Mode", "completionMode"),
    ...given("Suspend", "suspend"),
    ...given("Backoff Limit", "backoffLimit"),
    ...given("TTL Seconds After Finished", "ttlSecondsAfterFinished"),
  ];
}

function courseLines({ startTime, completionTime }: JsonObject): string[] {
  const lines = [
    ...(isSet(startTime) ? [`Start Time:\t${moment(startTime)}`] : []),
    ...(isSet(completionTime) ? [`Completed At:\t${moment(completionTime)}`] : []),
  ];
  if (lines.length < 2) return lines;
  return [...lines, `Duration:\t${formatAge(Date.parse(text(completionTime)) - Date.parse(text(startTime)))}`];
}

function podCounts({ active, ready, succeeded, failed }: JsonObject): string {
  const isReady = ready === undefined || ready === null ? "" : ` (${number(ready)} Ready)`;
  return `${number(active)} Active${isReady} / ${number(succeeded)} Succeeded / ${number(failed)} Failed`;
}

const LONGEST = 50;

function indexLines(job: KubeObject): string[] {
  if (part(job, "spec").completionMode !== "Indexed") return [];
  const all = text(part(job, "status").completedIndexes);
  const comma = all.indexOf(",", LONGEST);
  const shown = all.length > LONGEST && comma >= 0 ? `${all.slice(0, comma + 1)}...` : all;
  return [`Completed Indexes:\t${shown || "<none>"}`];
}
