import { part, parts, text } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

/** Bindings, of a namespace or of the cluster; they have no events. */
export const describe: Describer = (binding) => [
  ...clusterHeadLines(binding),
  "Role:",
  `  Kind:\t${text(part(binding, "roleRef").kind)}`,
  `  Name:\t${text(part(binding, "roleRef").name)}`,
  "Subjects:",
  "  Kind\tName\tNamespace",
  "  ----\t----\t---------",
  ...parts(binding, "subjects").map(
    ({ kind, name, namespace }) => `  ${text(kind)}\t${text(name)}\t${text(namespace)}`,
  ),
];
