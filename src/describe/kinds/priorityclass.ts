import { eventLines } from "../events.ts";
import { number, part, text } from "../fields.ts";
import { nameLine } from "../head.ts";
import { pairs } from "../lists.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (one, around) => [
  nameLine(one),
  `Value:\t${number(one.value)}`,
  `GlobalDefault:\t${one.globalDefault === true}`,
  `PreemptionPolicy:\t${text(one.preemptionPolicy)}`,
  `Description:\t${text(one.description)}`,
  `Annotations:\t${pairs(part(part(one, "metadata"), "annotations")).join(",") || "<none>"}`,
  ...(await eventLines(one, around)),
];
