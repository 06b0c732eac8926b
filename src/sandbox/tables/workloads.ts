import { formatAge } from "../../core/duration.ts";
import { isObject, type Json, type KubeObject, nameOf } from "../../core/object.ts";
import { selectorText } from "../api/label-selector.ts";
import {
  ageOf,
  containerCells,
  countAt,
  labelText,
  numberAt,
  objectAge,
  objectsAt,
  orNone,
  textAt,
  valueAt,
} from "./cells.ts";
import type { Cells } from "./kind-table.ts";

const template = (object: KubeObject): Json | undefined => valueAt(object, "spec", "template", "spec");
const selector = (object: KubeObject): string => orNone(selectorText(valueAt(object, "spec", "selector")));
const wanted = (object: KubeObject): number => numberAt(object, "spec", "replicas");
const status = (object: KubeObject, field: string): number => numberAt(object, "status", field);

export const deployments: Cells = (object, now) => [
  nameOf(object),
  `${status(object, "readyReplicas")}/${wanted(object)}`,
  status(object, "updatedReplicas"),
  status(object, "availableReplicas"),
  objectAge(object, now),
  ...containerCells(template(object)),
  selector(object),
];

export const replicaSets: Cells = (object, now) => [
  nameOf(object),
  wanted(object),
  status(object, "replicas"),
  status(object, "readyReplicas"),
  objectAge(object, now),
  ...containerCells(template(object)),
  selector(object),
];

export const replicationControllers: Cells = (object, now) => [
  ...replicaSets(object, now).slice(0, -1),
  labelText(valueAt(object, "spec", "selector")),
];

export const statefulSets: Cells = (object, now) => [
  nameOf(object),
  `${status(object, "readyReplicas")}/${wanted(object)}`,
  objectAge(object, now),
  ...containerCells(template(object)),
];

export const daemonSets: Cells = (object, now) => [
  nameOf(object),
  status(object, "desiredNumberScheduled"),
  status(object, "currentNumberScheduled"),
  status(object, "numberReady"),
  status(object, "updatedNumberScheduled"),
  status(object, "numberAvailable"),
  labelText(valueAt(object, "spec", "template", "spec", "nodeSelector")),
  objectAge(object, now),
  ...containerCells(template(object)),
  selector(object),
];

export const jobs: Cells = (object, now) => [
  nameOf(object),
  jobStatus(object),
  completions(object),
  duration(object, now),
  objectAge(object, now),
  ...containerCells(template(object)),
  selector(object),
];

const jobCondition = (job: KubeObject, type: string): boolean =>
  objectsAt(job, "status", "conditions").some((one) => one.type === type && one.status === "True");

function jobStatus(job: KubeObject): string {
  if (jobCondition(job, "Complete")) return "Complete";
  if (jobCondition(job, "Failed")) return "Failed";
  if (textAt(job, "metadata", "deletionTimestamp")) return "Terminating";
  if (jobCondition(job, "Suspended")) return "Suspended";
  if (jobCondition(job, "FailureTarget")) return "FailureTarget";
  return jobCondition(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
}

function completions(job: KubeObject): string {
  const done = status(job, "succeeded");
  const asked = valueAt(job, "spec", "completions");
  if (typeof asked === "number") return `${done}/${asked}`;
  const parallel = numberAt(job, "spec", "parallelism");
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
}

function duration(job: KubeObject, now: number): string {
  const start = textAt(job, "status", "startTime");
  if (start === "") return "";
  const end = textAt(job, "status", "completionTime");
  return formatAge((end === "" ? now : Date.parse(end)) - Date.parse(start));
}

export const cronJobs: Cells = (object, now) => {
  const last = textAt(object, "status", "lastScheduleTime");
  const inner = valueAt(object, "spec", "jobTemplate", "spec");
  const chosen = valueAt(inner, "selector");
  return [
    nameOf(object),
    textAt(object, "spec", "schedule"),
    orNone(textAt(object, "spec", "timeZone")),
    valueAt(object, "spec", "suspend") === true ? "True" : "False",
    countAt(object, "status", "active"),
    last === "" ? "<none>" : ageOf(last, now),
    objectAge(object, now),
    ...containerCells(valueAt(inner, "template", "spec")),
    isObject(chosen) ? orNone(selectorText(chosen)) : "<none>",
  ];
};
