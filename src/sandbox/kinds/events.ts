import type { Json, KubeObject } from "../../core/object.ts";

/** The fields of an Event by their names in events.k8s.io; the others are called the same in both groups. */
const NAMES: Readonly<Record<string, string>> = {
  regarding: "involvedObject",
  note: "message",
  reportingController: "reportingComponent",
  deprecatedSource: "source",
  deprecatedFirstTimestamp: "firstTimestamp",
  deprecatedLastTimestamp: "lastTimestamp",
  deprecatedCount: "count",
};

const OLD_NAMES = Object.fromEntries(Object.entries(NAMES).map(([later, old]) => [old, later]));

const renamed = (object: KubeObject, names: Readonly<Record<string, string>>): KubeObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]): [string, Json] => [names[key] ?? key, value as Json]));

/** An Event as events.k8s.io shows it. */
export const toLaterEvent = (event: KubeObject): KubeObject => renamed(event, OLD_NAMES);

/** An Event of events.k8s.io as it is kept, and as it is listed. */
export const toOldEvent = (event: KubeObject): KubeObject => renamed(event, NAMES);

/** A field that events.k8s.io can be selected by, in the words of what is kept ("regarding.name"). */
export function oldEventField(path: string): string {
  const [first = "", ...rest] = path.split(".");
  return [NAMES[first] ?? first, ...rest].join(".");
}
