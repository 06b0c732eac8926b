import type { Json, JsonObject } from "../../core/object.ts";
import { eventLines } from "../events.ts";
import { part, parts, text, words } from "../fields.ts";
import { headLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (slice, around) => [
  ...headLines(slice),
  `AddressType:\t${text(slice.addressType)}`,
  ...portLines(parts(slice, "ports")),
  ...endpointLines(parts(slice, "endpoints")),
  ...(await eventLines(slice, around)),
];

function portLines(ports: readonly JsonObject[]): string[] {
  if (ports.length === 0) return ["Ports: <unset>"];
  return [
    "Ports:",
    "  Name\tPort\tProtocol",
    "  ----\t----\t--------",
    ...ports.map(({ name, port, protocol }) => `  ${orUnset(name)}\t${orUnset(port)}\t${text(protocol)}`),
  ];
}

function endpointLines(endpoints: readonly JsonObject[]): string[] {
  if (endpoints.length === 0) return ["Endpoints: <none>"];
  return ["Endpoints:", ...endpoints.flatMap(endpoint)];
}

function endpoint(one: JsonObject): string[] {
  const target = part(one, "targetRef");
  return [
    `  - Addresses:\t${words(one, "addresses").join(", ")}`,
    "    Conditions:",
    `      Ready:\t${orUnset(part(one, "conditions").ready)}`,
    `    Hostname:\t${orUnset(one.hostname)}`,
    ...(one.targetRef ? [`    TargetRef:\t${text(target.kind)}/${text(target.name)}`] : []),
    `    NodeName:\t${orUnset(one.nodeName)}`,
    `    Zone:\t${orUnset(one.zone)}`,
  ];
}

const orUnset = (value: Json | undefined): string => (text(value) === "" ? "<unset>" : text(value));
