import { formatAge } from "../../core/duration.ts";
import { isObject, type Json, type JsonObject, type KubeObject, namespaceOf } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";

const HEAD = ["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"];

export const eventHead = (withNamespace: boolean): string[] => (withNamespace ? ["NAMESPACE", ...HEAD] : HEAD);

/** The lines of one event, cells apart: a message of several lines goes on below, without columns, as kubectl shows it. */
export function eventRows(event: KubeObject, now: number, withNamespace: boolean): string[][] {
  const about = isObject(event.involvedObject) ? event.involvedObject : {};
  const cells = [
    ...(withNamespace ? [namespaceOf(event)] : []),
    lastSeen(event, now),
    text(event.type),
    text(event.reason),
    `${text(about.kind)}/${text(about.name)}`,
    text(event.message).trim(),
  ];
  const lines = escapeControls(cells.join("\t")).split("\n");
  return lines.map((line) => line.split("\t"));
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** "5m" for something that happened once, "12s (x5 over 2m)" for what came again. */
function lastSeen(event: KubeObject, now: number): string {
  const first = age(event.eventTime ?? event.firstTimestamp, now);
  const again = (count: Json | undefined, last: Json | undefined) => `${age(last, now)} (x${count ?? 0} over ${first})`;
  const series = isObject(event.series) ? event.series : undefined;
  if (series) return again(series.count, series.lastObservedTime);
  return typeof event.count === "number" && event.count > 1 ? again(event.count, event.lastTimestamp) : first;
}

function age(time: Json | undefined, now: number): string {
  const at = typeof time === "string" ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? "<unknown>" : formatAge(now - at);
}

/** Events by the time they were last seen, the oldest first. */
export const inTime = (events: readonly KubeObject[]): KubeObject[] =>
  events
    .map((event) => ({ event, at: lastTime(event) }))
    .sort((a, b) => a.at - b.at)
    .map(({ event }) => event);

function lastTime(event: JsonObject): number {
  const series = isObject(event.series) ? event.series.lastObservedTime : undefined;
  const at = Date.parse(text(series ?? event.lastTimestamp ?? event.eventTime));
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
}
