import type { JsonObject } from "../core/object.ts";
import type { Reconciliation } from "./reconcile.ts";
import { ruleText } from "./rule.ts";

/** What `auth reconcile` tells on stderr about one object: nothing when nothing has to be done. */
export function reconciliationText(done: Reconciliation, removed: { rules: boolean; subjects: boolean }): string {
  if (done.action === "none") return "";
  const caveat = done.isProtected ? ", but object opted out (rbac.authorization.kubernetes.io/autoupdate: false)" : "";
  return [
    `\treconciliation required ${done.action}${caveat}`,
    ...section("missing subjects added:", done.missingSubjects.map(subjectText)),
    ...section("extra subjects removed:", removed.subjects ? done.extraSubjects.map(subjectText) : []),
    ...section("missing rules added:", done.missingRules.map(ruleText)),
    ...section("extra rules removed:", removed.rules ? done.extraRules.map(ruleText) : []),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`\t${title}`, ...lines.map((line) => `\t\t${line}`)] : [];

const subjectText = ({ kind = "", apiGroup = "", name = "", namespace = "" }: JsonObject): string =>
  `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;
