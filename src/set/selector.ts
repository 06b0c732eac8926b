import { CliError } from "../core/errors.ts";
import { apiVersionOf, isObject, type KubeObject, kindOf } from "../core/object.ts";
import { type Requirement, readSelector } from "../core/selector.ts";

/** A selector as the API's LabelSelector holds it: exact labels, and in Go's spelling what goes beyond them. */
export interface LabelSelector {
  readonly labels: Readonly<Record<string, string>>;
  readonly expressions: readonly string[];
}

const OPERATORS: Readonly<Record<string, string>> = {
  exists: "Exists",
  missing: "DoesNotExist",
  in: "In",
  notin: "NotIn",
};

/** Reads the selector's text; throws kubectl's errors for what is no selector, or none that labels can have. */
export function readLabelSelector(text: string): LabelSelector {
  const labels: Record<string, string> = {};
  const expressions: string[] = [];
  for (const requirement of parsed(text)) {
    const { key, operator, values, sign } = requirement;
    if (sign === "=" || sign === "==") labels[key] = values[0] ?? "";
    else expressions.push(`{${key} ${operatorWord(requirement)} [${values.join(" ")}]}`);
    if (operator === "greater" || operator === "less" || sign === "!=") throw unsupported(requirement);
  }
  return { labels, expressions };
}

const operatorWord = ({ operator }: Requirement): string => OPERATORS[operator] ?? "";

function unsupported({ operator, sign }: Requirement): CliError {
  if (sign === "!=") return new CliError('"!=" is not a valid label selector operator');
  return new CliError(`"${operator === "greater" ? "gt" : "lt"}" isn't supported in label selectors`);
}

function parsed(text: string): Requirement[] {
  try {
    return readSelector(text);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`couldn't parse the selector string ${JSON.stringify(text)}: ${error.message}`);
  }
}

/** A copy of a Service with another selector, or none where it is empty; throws for other kinds. */
export function withSelector(service: KubeObject, { labels, expressions }: LabelSelector): KubeObject {
  if (apiVersionOf(service) !== "v1" || kindOf(service) !== "Service") {
    throw new CliError("setting a selector is only supported for Services");
  }
  if (expressions.length > 0) {
    throw new CliError(`match expression [${expressions.join(" ")}] not supported on this object`);
  }
  const { selector: _, ...spec } = isObject(service.spec) ? service.spec : {};
  return { ...service, spec: Object.keys(labels).length > 0 ? { ...spec, selector: { ...labels } } : spec };
}
