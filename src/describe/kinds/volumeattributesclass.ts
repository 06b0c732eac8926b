import { eventLines } from "../events.ts";
import { part, text } from "../fields.ts";
import { nameLine } from "../head.ts";
import { pairs } from "../lists.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (one, around) => [
  nameLine(one),
  `Annotations:\t${pairs(part(part(one, "metadata"), "annotations")).join(",") || "<none>"}`,
  `DriverName:\t${text(one.driverName)}`,
  `Parameters:\t${pairs(part(one, "parameters")).join(",") || "<none>"}`,
  ...(await eventLines(one, around)),
];
