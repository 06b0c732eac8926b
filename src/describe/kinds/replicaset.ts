import { eventLines } from "../events.ts";
import { number, part, parts, text } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { controlledBy } from "../owner.ts";
import { podsStatusLine } from "../pods-status.ts";
import { selectorText } from "../selector.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";

export const describe: Describer = async (set, around) => {
  const spec = part(set, "spec");
  const status = part(set, "status");
  const selector = selectorText(part(spec, "selector"));
  const conditions = parts(status, "conditions").map(
    ({ type, status, reason }) => `  ${text(type)} \t${text(status)}\t${text(reason)}`,
  );
  return [
    ...nameLines(set),
    `Selector:\t${selector}`,
    ...labelLines(set),
    ...annotationLines(set),
    ...controlledBy(set),
    `Replicas:\t${number(status.replicas)} current / ${number(spec.replicas)} desired`,
    await podsStatusLine(set, selector, around).catch(
      (error) => `Pods Status:\terror in fetching pods: ${error.message}`,
    ),
    ...templateLines(part(spec, "template")),
    ...(conditions.length > 0
      ? ["Conditions:", "  Type\tStatus\tReason", "  ----\t------\t------", ...conditions]
      : []),
    ...(await eventLines(set, around)),
  ];
};
