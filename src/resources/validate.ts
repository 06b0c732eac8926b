import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { readGroupVersion } from "../core/names.ts";
import { isObject, type Json } from "../core/object.ts";

/** What --validate finds wrong with a document before it is decoded, in kubectl's words; the server looks at the rest. */
export function validationError(value: Json, source: string): CliError | undefined {
  const problems = problemsOf(value);
  if (problems.length === 0) return undefined;
  const words = problems.length === 1 ? problems[0] : `[${problems.join(", ")}]`;
  return new CliError(
    `error validating ${goQuote(source)}: error validating data: ${words}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );
}

function problemsOf(value: Json): string[] {
  if (!isObject(value)) return ["invalid object to validate"];
  const problems = typeProblems(value);
  const isList = value.kind === "List" && Array.isArray(value.items);
  return isList ? [...problems, ...(value.items as Json[]).flatMap(problemsOf)] : problems;
}

function typeProblems(value: Readonly<Record<string, Json>>): string[] {
  const fields = ["apiVersion", "kind"].flatMap((field) => {
    const text = value[field];
    if (text === undefined) return [`${field} not set`];
    return typeof text === "string" ? [] : [`${field} isn't string type`];
  });
  const { apiVersion } = value;
  const isStrange = typeof apiVersion === "string" && readGroupVersion(apiVersion) === undefined;
  return isStrange ? [...fields, `unexpected GroupVersion string: ${apiVersion}`] : fields;
}
