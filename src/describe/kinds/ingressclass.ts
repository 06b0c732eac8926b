import { eventLines } from "../events.ts";
import { part, text } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (one, around) => {
  const spec = part(one, "spec");
  const { apiGroup, kind, name } = part(spec, "parameters");
  const parameters = [
    "Parameters:",
    ...(text(apiGroup) === "" ? [] : [`  APIGroup:\t${text(apiGroup)}`]),
    `  Kind:\t${text(kind)}`,
    `  Name:\t${text(name)}`,
  ];
  return [
    ...clusterHeadLines(one),
    `Controller:\t${text(spec.controller)}`,
    ...(spec.parameters ? parameters : []),
    ...(await eventLines(one, around)),
  ];
};
