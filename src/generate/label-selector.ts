import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";
import type { JsonObject } from "../core/object.ts";
import { readSelector } from "../core/selector.ts";

const OPERATORS = { in: "In", notin: "NotIn", exists: "Exists", missing: "DoesNotExist" } as const;

/** A selector's text as the LabelSelector that workloads hold; throws apimachinery's errors for what has no place in one. */
export function labelSelector(text: string): JsonObject {
  const labels = new Map<string, string>();
  const expressions: JsonObject[] = [];
  for (const { key, operator, values, sign } of readSelector(text)) {
    if (operator === "greater" || operator === "less") {
      throw new CliError(`"${operator === "greater" ? "gt" : "lt"}" isn't supported in label selectors`);
    }
    if (sign === "!=") throw new CliError('"!=" is not a valid label selector operator');
    if (sign === "=" || sign === "==") labels.set(key, values[0] as string);
    else
      expressions.push({ key, operator: OPERATORS[operator], ...(values.length > 0 ? { values: [...values] } : {}) });
  }
  const sorted = Object.fromEntries([...labels].sort(([a], [b]) => compareBytes(a, b)));
  return {
    ...(labels.size > 0 ? { matchLabels: sorted } : {}),
    ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
  };
}
