import type { JsonObject } from "../core/object.ts";
import { part, text } from "./fields.ts";

const UNKNOWN = "<unknown>";

/** A metric of an autoscaler: what it is of, how much there is now, and how much there should be. */
export function metricLine(metric: JsonObject, current: JsonObject): string {
  switch (metric.type) {
    case "External":
      return sourceLine(part(metric, "external"), part(current, "external"), "");
    case "Object": {
      const { kind, name } = part(part(metric, "object"), "describedObject");
      return sourceLine(part(metric, "object"), part(current, "object"), ` on ${text(kind)}/${text(name)}`);
    }
    case "Pods": {
      const own = part(metric, "pods");
      return `"${nameOf(own)}" on pods:\t${now(part(current, "pods"), "averageValue")} / ${text(part(own, "target").averageValue)}`;
    }
    case "Resource": {
      const own = part(metric, "resource");
      return resourceLine(own, part(current, "resource"), `resource ${text(own.name)} on pods`);
    }
    case "ContainerResource": {
      const own = part(metric, "containerResource");
      const what = `resource ${text(own.name)} of container "${text(own.container)}" on pods`;
      return resourceLine(own, part(current, "containerResource"), what);
    }
    default:
      return `<unknown metric type "${text(metric.type)}">`;
  }
}

const nameOf = (source: JsonObject): string => text(part(source, "metric").name);
const now = (status: JsonObject, key: string): string => text(part(status, "current")[key]) || UNKNOWN;

function sourceLine(source: JsonObject, status: JsonObject, where: string): string {
  const { averageValue, value } = part(source, "target");
  const isAverage = text(averageValue) !== "";
  const key = isAverage ? "averageValue" : "value";
  const what = isAverage ? "target average value" : "target value";
  return `"${nameOf(source)}"${where} (${what}):\t${now(status, key)} / ${text(isAverage ? averageValue : value)}`;
}

function resourceLine(source: JsonObject, status: JsonObject, what: string): string {
  const { averageValue, averageUtilization: wanted } = part(source, "target");
  if (text(averageValue) !== "") return `${what}:\t${now(status, "averageValue")} / ${text(averageValue)}`;
  const used = text(part(status, "current").averageUtilization);
  const seen = used === "" ? UNKNOWN : `${used}% (${text(part(status, "current").averageValue)})`;
  return `${what}  (as a percentage of request):\t${seen} / ${text(wanted) === "" ? "<auto>" : `${text(wanted)}%`}`;
}
