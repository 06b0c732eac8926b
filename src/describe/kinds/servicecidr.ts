import { transitionTable } from "../conditions.ts";
import { eventLines } from "../events.ts";
import { part, parts, words } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (range, around) => {
  const conditions = transitionTable(parts(part(range, "status"), "conditions"));
  return [
    ...clusterHeadLines(range),
    `CIDRs:\t${words(part(range, "spec"), "cidrs").join(", ")}`,
    ...(conditions.length > 0 ? ["Status:", ...conditions] : []),
    ...(await eventLines(range, around)),
  ];
};
