import { isObject, type Json, type JsonObject } from "./object.ts";

/** A label selector (metav1.LabelSelector) in the words of -l: "app=web,tier in (a,b),!old". */
export function selectorText(selector: JsonObject): string {
  const equal = Object.entries(isObject(selector.matchLabels) ? selector.matchLabels : {}).map(
    ([key, value]): [string, string] => [key, `${key}=${text(value)}`],
  );
  const others = listOf(selector.matchExpressions)
    .filter(isObject)
    .map((one): [string, string] => [text(one.key), expression(one)]);
  return [...equal, ...others]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, said]) => said)
    .join(",");
}

function expression(one: JsonObject): string {
  const key = text(one.key);
  const values = listOf(one.values).map(text).sort().join(",");
  switch (one.operator) {
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    default:
      return `${key} ${one.operator === "NotIn" ? "notin" : "in"} (${values})`;
  }
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
