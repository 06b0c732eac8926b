import { eventLines } from "../events.ts";
import { part, sorted } from "../fields.ts";
import { headLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (map, around) => [
  ...headLines(map),
  "",
  "Data",
  "====",
  ...sorted(part(map, "data")).flatMap(([key, value]) => [`${key}:`, "----", ...value.split("\n"), ""]),
  "",
  "BinaryData",
  "====",
  ...sorted(part(map, "binaryData")).map(([key, value]) => `${key}: ${Buffer.from(value, "base64").length} bytes`),
  "",
  ...(await eventLines(map, around)),
];
