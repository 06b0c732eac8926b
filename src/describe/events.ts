import { isObject, type Json, type JsonObject, type KubeObject, kindOf, nameOf, namespaceOf } from "../core/object.ts";
import { number, part, text } from "./fields.ts";
import type { About, Surroundings } from "./surroundings.ts";
import { age } from "./time.ts";

/** The lines about an object's events; none when they are not wanted, and no event where they may not be seen. */
export async function eventLines(object: KubeObject, around: Surroundings, uid?: string): Promise<string[]> {
  const events = await around.events(aboutOf(object, uid)).catch(() => []);
  return events ? eventTable(events, around.now) : [];
}

/** Whom the events of an object name. */
export const aboutOf = (object: KubeObject, uid?: string): About => ({
  kind: kindOf(object),
  name: nameOf(object),
  namespace: namespaceOf(object),
  uid: uid ?? text(part(object, "metadata").uid),
});

/** Whether an event is about an object, as the server's field selector would say. */
export function isAbout(event: KubeObject, { name, namespace, kind, uid }: About): boolean {
  const who = part(event, "involvedObject");
  return (
    text(who.name) === name && text(who.namespace) === namespace && text(who.kind) === kind && text(who.uid) === uid
  );
}

/** Events as a table, those that were seen last at the end. */
export function eventTable(events: readonly KubeObject[], now: number): string[] {
  if (events.length === 0) return ["Events:\t<none>"];
  const inTime = events.map((event) => ({ event, at: lastTime(event) })).sort((a, b) => a.at - b.at);
  return [
    "Events:",
    "  Type\tReason\tAge\tFrom\tMessage",
    "  ----\t------\t----\t----\t-------",
    ...inTime.map(({ event }) => eventLine(event, now)),
  ];
}

const lastTime = ({ lastTimestamp }: JsonObject): number => {
  const at = Date.parse(text(lastTimestamp));
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
};

function eventLine(event: KubeObject, now: number): string {
  const from = text(part(event, "source").component) || text(event.reportingComponent);
  const cells = [event.type, event.reason, interval(event, now), from, text(event.message).trim()];
  return `  ${cells.map(text).join("\t")}`;
}

function interval(event: KubeObject, now: number): string {
  const first = age(event.eventTime ?? event.firstTimestamp, now);
  const again = (last: Json | undefined, count: Json | undefined) =>
    `${age(last, now)} (x${number(count)} over ${first})`;
  if (isObject(event.series)) return again(event.series.lastObservedTime, event.series.count);
  return Number(event.count ?? 0) > 1 ? again(event.lastTimestamp, event.count) : first;
}
