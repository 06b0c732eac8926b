import type { JsonObject } from "../core/object.ts";
import { part, parts, sorted, text, words } from "./fields.ts";

/** A label selector in the words of -l: "app=web,tier in (a,b),!old". */
export function selectorText(selector: JsonObject): string {
  const equal = sorted(part(selector, "matchLabels")).map(([key, value]): [string, string] => [key, `${key}=${value}`]);
  const others = parts(selector, "matchExpressions").map((one): [string, string] => [text(one.key), expression(one)]);
  return [...equal, ...others]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, said]) => said)
    .join(",");
}

function expression(one: JsonObject): string {
  const key = text(one.key);
  const values = words(one, "values").sort().join(",");
  switch (one.operator) {
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    default:
      return `${key} ${one.operator === "NotIn" ? "notin" : "in"} (${values})`;
  }
}
