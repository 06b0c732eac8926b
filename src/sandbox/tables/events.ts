import { type KubeObject, nameOf } from "../../core/object.ts";
import { toOldEvent } from "../kinds/events.ts";
import { ageOf, numberAt, textAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

export const events: Cells = (shown, now) => {
  const event = toOldEvent(shown);
  const first = age(event, "firstTimestamp", now);
  const again = textAt(event, "series", "lastObservedTime");
  const last = again ? ageOf(again, now) : textAt(event, "lastTimestamp") ? age(event, "lastTimestamp", now) : first;
  const kind = textAt(event, "involvedObject", "kind").toLowerCase();
  const name = textAt(event, "involvedObject", "name");
  return [
    last,
    textAt(event, "type"),
    textAt(event, "reason"),
    kind ? `${kind}/${name}` : name,
    textAt(event, "involvedObject", "fieldPath"),
    source(event),
    textAt(event, "message").trim(),
    first,
    String(numberAt(event, "series", "count") || numberAt(event, "count") || 1),
    nameOf(event),
  ];
};

function age(event: KubeObject, field: string, now: number): string {
  return ageOf(textAt(event, field) || textAt(event, "eventTime"), now);
}

function source(event: KubeObject): string {
  const component = textAt(event, "source", "component") || textAt(event, "reportingComponent");
  const host = textAt(event, "source", "host") || textAt(event, "reportingInstance");
  return host ? `${component}, ${host}` : component;
}
