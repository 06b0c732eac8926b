import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { matchesSelector, type Requirement } from "../../core/selector.ts";

type Labels = Readonly<Record<string, string>>;

const OPERATORS: Readonly<Record<string, Requirement["operator"]>> = {
  In: "in",
  NotIn: "notin",
  Exists: "exists",
  DoesNotExist: "missing",
};

/**
 * A `spec.selector` (meta/v1 LabelSelector) as a test for labels. One that is missing fits nothing, an empty one everything.
 */
export function labelSelectorOf(selector: Json | undefined): (labels: Labels) => boolean {
  if (!isObject(selector)) return () => false;
  const { matchLabels, matchExpressions } = selector;
  const exact = Object.entries(isObject(matchLabels) ? matchLabels : {}).map(
    ([key, value]): Requirement => ({ key, operator: "in", values: [String(value)] }),
  );
  const more = (Array.isArray(matchExpressions) ? (matchExpressions as JsonObject[]) : []).map(
    ({ key, operator, values }): Requirement => ({
      key: String(key),
      operator: OPERATORS[String(operator)] ?? "exists",
      values: Array.isArray(values) ? (values as string[]) : [],
    }),
  );
  return (labels) => matchesSelector(labels, [...exact, ...more]);
}

/** A plain map of labels (services, replication controllers) as a test; an empty one fits nothing. */
export function plainSelectorOf(selector: Json | undefined): (labels: Labels) => boolean {
  if (!isObject(selector) || Object.keys(selector).length === 0) return () => false;
  return labelSelectorOf({ matchLabels: selector });
}

/** A selector as text ("app=web,tier in (a,b)"), as scale's status carries it. */
export function selectorText(selector: Json | undefined): string {
  if (!isObject(selector)) return "";
  const isPlain = selector.matchLabels === undefined && selector.matchExpressions === undefined;
  const exact = Object.entries(
    (isPlain ? selector : isObject(selector.matchLabels) ? selector.matchLabels : {}) as Labels,
  );
  const expressions = Array.isArray(selector.matchExpressions) ? (selector.matchExpressions as JsonObject[]) : [];
  const terms = [
    ...exact.map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...expressions.map(({ key, operator, values }) => ({
      key: String(key),
      text: term(String(key), String(operator), values),
    })),
  ];
  return terms
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ text }) => text)
    .join(",");
}

function term(key: string, operator: string, values: Json | undefined): string {
  if (operator === "Exists") return key;
  if (operator === "DoesNotExist") return `!${key}`;
  const list = (Array.isArray(values) ? [...values] : []).sort().join(",");
  return `${key} ${operator === "In" ? "in" : "notin"} (${list})`;
}
