import { breakDown, type Rule } from "./rule.ts";

/** What `wanted` allows and `held` does not, one thing a rule. */
export function uncovered(held: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  const owned = held.flatMap((rule) => breakDown(rule));
  return wanted.flatMap(breakDown).filter((rule) => !owned.some((one) => covers(one, rule)));
}

const has = (held: readonly string[], wanted: readonly string[]): boolean =>
  held.includes("*") || wanted.every((one) => held.includes(one));

function covers(held: Rule, wanted: Rule): boolean {
  return (
    has(held.verbs, wanted.verbs) &&
    has(held.apiGroups, wanted.apiGroups) &&
    wanted.resources.every((one) => coversResource(held.resources, one)) &&
    coversNames(held.resourceNames, wanted.resourceNames) &&
    wanted.nonResourceURLs.every((one) => coversPath(held.nonResourceURLs, one))
  );
}

/** "*" covers all resources and their parts, `*` before a slash that part of every resource. */
function coversResource(held: readonly string[], wanted: string): boolean {
  if (held.includes("*") || held.includes(wanted)) return true;
  const slash = wanted.indexOf("/");
  return slash >= 0 && held.includes(`*${wanted.slice(slash)}`);
}

function coversNames(held: readonly string[], wanted: readonly string[]): boolean {
  if (held.length === 0) return true;
  return wanted.length > 0 && wanted.every((one) => held.includes(one));
}

const coversPath = (held: readonly string[], wanted: string): boolean =>
  held.some((one) => one === wanted || (one.endsWith("*") && wanted.startsWith(one.slice(0, -1))));
