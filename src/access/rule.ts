import { isObject, type Json, type JsonObject } from "../core/object.ts";

/** What RBAC allows: verbs on resources (of groups, perhaps by name), or verbs on paths that are no resources. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

const words = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The rules of a role, or of a review's answer; what is missing counts as empty. */
export const readRules = (value: Json | undefined): Rule[] =>
  (Array.isArray(value) ? value.filter(isObject) : []).map((rule) => ({
    verbs: words(rule.verbs),
    apiGroups: words(rule.apiGroups),
    resources: words(rule.resources),
    resourceNames: words(rule.resourceNames),
    nonResourceURLs: words(rule.nonResourceURLs),
  }));

/** A rule as an API object has it, in the order of Go's type; only verbs are written when they are empty. */
export function writeRule({ verbs, ...others }: Rule): JsonObject {
  const given = Object.entries(others).filter(([, list]) => list.length > 0);
  return { verbs: [...verbs], ...Object.fromEntries(given.map(([key, list]) => [key, [...list]])) };
}

/** A rule as Go prints the value: `{Verbs:[get] APIGroups:[] Resources:[pods] …}`. */
export const ruleText = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
  `{Verbs:${listText(verbs)} APIGroups:${listText(apiGroups)} Resources:${listText(resources)} ` +
  `ResourceNames:${listText(resourceNames)} NonResourceURLs:${listText(nonResourceURLs)}}`;

/** `[a b]`: a list as Go prints it. */
export const listText = (list: readonly string[]): string => `[${list.join(" ")}]`;

/** The rules that allow one thing each, which together allow the same. */
export function breakDown(rule: Rule): Rule[] {
  const single: Rule[] = [];
  const names = rule.resourceNames.length > 0 ? rule.resourceNames.map((name) => [name]) : [[]];
  for (const group of rule.apiGroups) {
    for (const resource of rule.resources) {
      for (const verb of rule.verbs) {
        for (const resourceNames of names) {
          single.push({ verbs: [verb], apiGroups: [group], resources: [resource], resourceNames, nonResourceURLs: [] });
        }
      }
    }
  }
  for (const url of rule.nonResourceURLs) {
    for (const verb of rule.verbs) {
      single.push({ verbs: [verb], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [url] });
    }
  }
  return single;
}
