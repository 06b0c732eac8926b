import { selectorText } from "../../core/label-selector.ts";
import { reasonTable } from "../conditions.ts";
import { eventLines } from "../events.ts";
import { number, part, parts } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { controlledBy } from "../owner.ts";
import { podsStatusLine } from "../pods-status.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";

export const describe: Describer = async (set, around) => {
  const spec = part(set, "spec");
  const status = part(set, "status");
  const selector = selectorText(part(spec, "selector"));
  const failed = (error: Error) => `Pods Status:\terror in fetching pods: ${error.message}`;
  const [pods, events] = await Promise.all([
    podsStatusLine(set, selector, around).catch(failed),
    eventLines(set, around),
  ]);
  return [
    ...nameLines(set),
    `Selector:\t${selector}`,
    ...labelLines(set),
    ...annotationLines(set),
    ...controlledBy(set),
    `Replicas:\t${number(status.replicas)} current / ${number(spec.replicas)} desired`,
    pods,
    ...templateLines(part(spec, "template")),
    ...reasonTable(parts(status, "conditions")),
    ...events,
  ];
};
