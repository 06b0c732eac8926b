import type { KubeObject } from "../../core/object.ts";
import { aboutOf, eventTable } from "../events.ts";
import { part, sorted } from "../fields.ts";
import { headLines } from "../head.ts";
import type { Describer, Surroundings } from "../surroundings.ts";

/** Of this kind alone kubectl wants to see the events, or tells nothing. */
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
  ...(await events(map, around)),
];

async function events(map: KubeObject, around: Surroundings): Promise<string[]> {
  const found = await around.events(aboutOf(map));
  return found ? eventTable(found, around.now) : [];
}
