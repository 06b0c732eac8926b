import type { JsonObject } from "../../core/object.ts";
import { eventLines } from "../events.ts";
import { number, parts, text } from "../fields.ts";
import { headLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (endpoints, around) => [
  ...headLines(endpoints),
  "Subsets:",
  ...parts(endpoints, "subsets").flatMap(subsetLines),
  ...(await eventLines(endpoints, around)),
];

function subsetLines(subset: JsonObject): string[] {
  const addresses = (key: string) =>
    parts(subset, key)
      .map(({ ip }) => text(ip))
      .join(",") || "<none>";
  const ports = parts(subset, "ports").map(
    ({ name, port, protocol }) => `    ${text(name) || "<unset>"}\t${number(port)}\t${text(protocol)}`,
  );
  return [
    `  Addresses:\t${addresses("addresses")}`,
    `  NotReadyAddresses:\t${addresses("notReadyAddresses")}`,
    ...(ports.length > 0 ? ["  Ports:", "    Name\tPort\tProtocol", "    ----\t----\t--------", ...ports] : []),
    "",
  ];
}
