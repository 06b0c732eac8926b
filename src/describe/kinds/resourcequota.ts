import { part, words } from "../fields.ts";
import { nameLines } from "../head.ts";
import { quotaRows, scopeLines } from "../quota.ts";
import type { Describer } from "../surroundings.ts";

/** Quotas have no events. */
export const describe: Describer = (quota) => [
  ...nameLines(quota),
  ...scopeLines(words(part(quota, "spec"), "scopes"), " * "),
  "Resource\tUsed\tHard",
  "--------\t----\t----",
  ...quotaRows(quota),
];
