import { selectorText } from "../../core/label-selector.ts";
import { eventLines } from "../events.ts";
import { number, part, text } from "../fields.ts";
import { nameLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (budget, around) => {
  const { minAvailable, maxUnavailable, selector } = part(budget, "spec");
  const status = part(budget, "status");
  return [
    ...nameLines(budget),
    ...(minAvailable === undefined
      ? maxUnavailable === undefined
        ? []
        : [`Max unavailable:\t${text(maxUnavailable)}`]
      : [`Min available:\t${text(minAvailable)}`]),
    `Selector:\t${selector ? selectorText(part(part(budget, "spec"), "selector")) || "<none>" : "<unset>"}`,
    "Status:",
    `    Allowed disruptions:\t${number(status.disruptionsAllowed)}`,
    `    Current:\t${number(status.currentHealthy)}`,
    `    Desired:\t${number(status.desiredHealthy)}`,
    `    Total:\t${number(status.expectedPods)}`,
    ...(await eventLines(budget, around)),
  ];
};
