import { type KubeObject, nameOf } from "../../core/object.ts";
import { transitionTable } from "../conditions.ts";
import { part, parts, text, words } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import { limitRows } from "../limits.ts";
import { deeper } from "../lists.ts";
import { quotaRows, scopeLines } from "../quota.ts";
import { type Describer, LIMIT_RANGES, QUOTAS, together } from "../surroundings.ts";

export const describe: Describer = async (namespace, around) => {
  const where = { namespace: nameOf(namespace) };
  // A server without these types has none of them.
  const orNone = (error: { code?: unknown }) => (error.code === 404 ? undefined : Promise.reject(error));
  const [quotas, limits] = await together(
    around.list(QUOTAS, where).catch(orNone),
    around.list(LIMIT_RANGES, where).catch(orNone),
  );
  return [
    ...clusterHeadLines(namespace),
    `Status:\t${text(part(namespace, "status").phase)}`,
    ...transitionTable(parts(part(namespace, "status"), "conditions")),
    ...(quotas ? ["", ...quotaLines(quotas)] : []),
    ...(limits ? ["", ...limitLines(limits)] : []),
  ];
};

function quotaLines(quotas: readonly KubeObject[]): string[] {
  if (quotas.length === 0) return ["No resource quota."];
  return ["Resource Quotas", ...quotas.flatMap(quotaText)];
}

function quotaText(quota: KubeObject): string[] {
  return [
    `  Name:\t${nameOf(quota)}`,
    ...deeper(scopeLines(words(part(quota, "spec"), "scopes"), "* ")),
    "  Resource\tUsed\tHard",
    "  --------\t---\t---",
    ...deeper(quotaRows(quota)),
  ];
}

function limitLines(ranges: readonly KubeObject[]): string[] {
  if (ranges.length === 0) return ["No LimitRange resource."];
  return ["Resource Limits", ...limitRows(ranges).map((row) => ` ${row}`)];
}
