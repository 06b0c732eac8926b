import { eventLines } from "../events.ts";
import { part, parts, text, words } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";
import { moment } from "../time.ts";

export const describe: Describer = async (range, around) => {
  const conditions = parts(part(range, "status"), "conditions").map((one) => {
    const cells = [one.type, one.status, moment(one.lastTransitionTime), one.reason, one.message];
    return `  ${cells.map(text).join("\t")}`;
  });
  return [
    ...clusterHeadLines(range),
    `CIDRs:\t${words(part(range, "spec"), "cidrs").join(", ")}`,
    ...(conditions.length > 0
      ? [
          "Status:",
          "Conditions:",
          "  Type\tStatus\tLastTransitionTime\tReason\tMessage",
          "  ----\t------\t------------------\t------\t-------",
          ...conditions,
        ]
      : []),
    ...(await eventLines(range, around)),
  ];
};
