import { LISTING_HEAD, listing } from "../../access/listing.ts";
import { readRules } from "../../access/rule.ts";
import { clusterHeadLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

/** Roles, of a namespace or of the cluster; they have no events. */
export const describe: Describer = (role) => [
  ...clusterHeadLines(role),
  "PolicyRule:",
  `  ${LISTING_HEAD.join("\t")}`,
  `  ${LISTING_HEAD.map((title) => "-".repeat(title.length)).join("\t")}`,
  ...listing(readRules(role.rules)).map((row) => `  ${row.join("\t")}`),
];
