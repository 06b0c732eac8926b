import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import { part } from "../kinds.ts";
import { timeOf } from "./cause.ts";

/** What an Event says. */
export interface Told {
  readonly uid: string;
  readonly reason: string;
  readonly message: string;
  /** "spec.containers{nginx}" */
  readonly field: string | undefined;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** What events say, the latest last. */
export function readTold(events: Iterable<KubeObject>): Told[] {
  const all = [...events].map((event): Told => {
    const about = part(event, "involvedObject");
    const series = isObject(event.series) ? event.series : {};
    const first = event.firstTimestamp ?? event.eventTime;
    return {
      uid: text(about.uid) ?? "",
      reason: text(event.reason) ?? "",
      message: (text(event.message) ?? "").replace(/^\(combined from similar events\): /, ""),
      field: text(about.fieldPath),
      first: text(first),
      last: text(series.lastObservedTime ?? event.lastTimestamp ?? first),
    };
  });
  return all.sort((a, b) => (lastTimeOf(a) ?? 0) - (lastTimeOf(b) ?? 0));
}

const text = (value: JsonObject["x"] | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** When it happened last. */
export const lastTimeOf = ({ last }: Told): number | undefined => timeOf(last);
