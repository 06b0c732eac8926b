import { selectorText } from "../../core/label-selector.ts";
import { eventLines } from "../events.ts";
import { number, part } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { pairs } from "../lists.ts";
import { podsStatusLine } from "../pods-status.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";

const COUNTS = [
  ["Desired Number of Nodes Scheduled", "desiredNumberScheduled"],
  ["Current Number of Nodes Scheduled", "currentNumberScheduled"],
  ["Number of Nodes Scheduled with Up-to-date Pods", "updatedNumberScheduled"],
  ["Number of Nodes Scheduled with Available Pods", "numberAvailable"],
  ["Number of Nodes Misscheduled", "numberMisscheduled"],
] as const;

export const describe: Describer = async (set, around) => {
  const spec = part(set, "spec");
  const status = part(set, "status");
  const selector = selectorText(part(spec, "selector"));
  const nodes = pairs(part(part(part(spec, "template"), "spec"), "nodeSelector")).join(",");
  const [pods, events] = await Promise.all([podsStatusLine(set, selector, around), eventLines(set, around)]);
  return [
    ...nameLines(set),
    `Selector:\t${selector}`,
    `Node-Selector:\t${nodes || "<none>"}`,
    ...labelLines(set),
    ...annotationLines(set),
    ...COUNTS.map(([label, key]) => `${label}: ${number(status[key])}`),
    pods,
    ...templateLines(part(spec, "template")),
    ...events,
  ];
};
