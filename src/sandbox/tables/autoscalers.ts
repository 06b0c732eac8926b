import { isObject, type Json, type JsonObject, nameOf } from "../../core/object.ts";
import { numberAt, objectAge, objectsAt, textAt, valueAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

const MOST = 2;

export const autoscalers: Cells = (object, now) => [
  nameOf(object),
  `${textAt(object, "spec", "scaleTargetRef", "kind")}/${textAt(object, "spec", "scaleTargetRef", "name")}`,
  targets(object),
  textAt(object, "spec", "minReplicas") || "<unset>",
  numberAt(object, "spec", "maxReplicas"),
  numberAt(object, "status", "currentReplicas"),
  objectAge(object, now),
];

function targets(object: JsonObject): string {
  const wanted = objectsAt(object, "spec", "metrics");
  if (wanted.length === 0) return "<none>";
  const texts = wanted.map((metric, at) => metricText(metric, objectsAt(object, "status", "currentMetrics")[at]));
  return texts.length > MOST ? `${texts.slice(0, MOST).join(", ")} + ${texts.length - MOST} more...` : texts.join(", ");
}

function metricText(metric: JsonObject, current: JsonObject | undefined): string {
  const type = String(metric.type);
  const field = `${type[0]?.toLowerCase()}${type.slice(1)}`;
  const target = valueAt(metric, field, "target");
  const now = valueAt(current, field, "current");
  const title = type === "Resource" || type === "ContainerResource" ? `${textAt(metric, field, "name")}: ` : "";
  return `${title}${value(now)}/${value(target)}${isAverage(target) && !title ? " (avg)" : ""}`;
}

const isAverage = (target: Json | undefined): boolean => isObject(target) && target.averageValue !== undefined;

function value(one: Json | undefined): string {
  if (!isObject(one)) return "<unknown>";
  if (one.averageUtilization !== undefined) return `${one.averageUtilization}%`;
  return String(one.averageValue ?? one.value ?? "<unknown>");
}
