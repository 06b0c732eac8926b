import { eventLines } from "../events.ts";
import { part, text } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (address, around) => {
  const { parentRef } = part(address, "spec");
  const { group, resource, namespace, name } = part(part(address, "spec"), "parentRef");
  const parent = [
    "Parent Reference:",
    `  Group:\t${text(group)}`,
    `  Resource:\t${text(resource)}`,
    `  Namespace:\t${text(namespace)}`,
    `  Name:\t${text(name)}`,
  ];
  return [...clusterHeadLines(address), ...(parentRef ? parent : []), ...(await eventLines(address, around))];
};
