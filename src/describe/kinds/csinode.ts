import type { JsonObject } from "../../core/object.ts";
import { eventLines } from "../events.ts";
import { part, parts, text, words } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";
import { moment } from "../time.ts";

export const describe: Describer = async (node, around) => {
  const drivers = parts(part(node, "spec"), "drivers");
  return [
    ...clusterHeadLines(node),
    `CreationTimestamp:\t${moment(part(node, "metadata").creationTimestamp)}`,
    "Spec:",
    ...(drivers.length === 0 ? [] : ["  Drivers:", ...drivers.flatMap(driverLines)]),
    ...(await eventLines(node, around)),
  ];
};

function driverLines(driver: JsonObject): string[] {
  const count = part(driver, "allocatable").count;
  return [
    `    ${text(driver.name)}:`,
    `      Node ID:\t${text(driver.nodeID)}`,
    ...(count === undefined || count === null ? [] : ["      Allocatables:", `        Count:\t${text(count)}`]),
    ...(words(driver, "topologyKeys").length > 0
      ? [`      Topology Keys:\t[${words(driver, "topologyKeys").join(" ")}]`]
      : []),
  ];
}
