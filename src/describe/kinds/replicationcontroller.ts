import { eventLines } from "../events.ts";
import { number, part, parts, text } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { pairs } from "../lists.ts";
import { podsStatusLine } from "../pods-status.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";

export const describe: Describer = async (controller, around) => {
  const spec = part(controller, "spec");
  const status = part(controller, "status");
  const selector = pairs(part(spec, "selector")).join(",");
  const conditions = parts(status, "conditions").map(
    ({ type, status, reason }) => `  ${text(type)} \t${text(status)}\t${text(reason)}`,
  );
  return [
    ...nameLines(controller),
    `Selector:\t${selector || "<none>"}`,
    ...labelLines(controller),
    ...annotationLines(controller),
    `Replicas:\t${number(status.replicas)} current / ${number(spec.replicas)} desired`,
    await podsStatusLine(controller, selector, around),
    ...templateLines(spec.template === undefined ? undefined : part(spec, "template")),
    ...(conditions.length > 0
      ? ["Conditions:", "  Type\tStatus\tReason", "  ----\t------\t------", ...conditions]
      : []),
    ...(await eventLines(controller, around)),
  ];
};
