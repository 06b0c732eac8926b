import { reasonTable } from "../conditions.ts";
import { eventLines } from "../events.ts";
import { number, part, parts } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { pairs } from "../lists.ts";
import { podsStatusLine } from "../pods-status.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";

export const describe: Describer = async (controller, around) => {
  const spec = part(controller, "spec");
  const status = part(controller, "status");
  const selector = pairs(part(spec, "selector")).join(",");
  const [pods, events] = await Promise.all([
    podsStatusLine(controller, selector, around),
    eventLines(controller, around),
  ]);
  return [
    ...nameLines(controller),
    `Selector:\t${selector || "<none>"}`,
    ...labelLines(controller),
    ...annotationLines(controller),
    `Replicas:\t${number(status.replicas)} current / ${number(spec.replicas)} desired`,
    pods,
    ...templateLines(spec.template === undefined ? undefined : part(spec, "template")),
    ...reasonTable(parts(status, "conditions")),
    ...events,
  ];
};
