import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { writeJson } from "../core/json/write.ts";
import type { Json } from "../core/object.ts";
import { goSyntax, goText } from "./go-value.ts";
import { evaluate, type Results, type Value } from "./jsonpath-evaluate.ts";
import { JsonPathError, type Node } from "./jsonpath-node.ts";
import { parseTemplate } from "./jsonpath-parse.ts";

export interface JsonPathOptions {
  /** Missing keys give nothing instead of an error (`--allow-missing-template-keys`, on by default). */
  readonly allowMissing?: boolean;
  /** `-o jsonpath-as-json`: every part of the template as an indented JSON list. */
  readonly asJson?: boolean;
}

/** A compiled template: prints one object; throws CliError with kubectl's text. */
export type PrintJsonPath = (value: Json) => string;

/** Compiles a JSONPath template for printing; throws kubectl's "error parsing jsonpath …". */
export function compileJsonPath(
  template: string,
  { allowMissing = true, asJson = false }: JsonPathOptions = {},
): PrintJsonPath {
  const nodes = parse(template);
  return (value) => {
    try {
      return evaluate(nodes, value, { allowMissing })
        .map(asJson ? jsonPart : textPart)
        .join("");
    } catch (error) {
      throw error instanceof JsonPathError ? explained(error, template, value) : error;
    }
  };
}

/**
 * Compiles a template into a function from a value to the lists of values that its parts give (custom-columns, wait);
 * it throws JsonPathError with the bare reason ("x is not found").
 */
export function compileFinder(
  template: string,
  { allowMissing = true }: JsonPathOptions = {},
): (value: Json) => Results {
  const nodes = parse(template);
  return (value) => evaluate(nodes, value, { allowMissing });
}

function parse(template: string): readonly Node[] {
  try {
    return parseTemplate(template);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new CliError(`error parsing jsonpath ${template}, ${error.message}`, { cause: error });
  }
}

const textPart = (values: readonly Value[]): string => values.map(printValue).join(" ");

/** A value as a template prints it: texts bare, maps and lists as JSON, numbers in Go's %v. */
export function printValue(value: Value): string {
  if (value === undefined) return "<no value>";
  if (value === null) return "null";
  return typeof value === "object" ? writeJson(value) : goText(value);
}

const jsonPart = (values: readonly Value[]): string =>
  `${writeJson(
    values.map((value) => value ?? null),
    { indent: 4 },
  )}\n`;

/** kubectl prints the template and the object in Go syntax below the reason. */
function explained(error: JsonPathError, template: string, value: Json): CliError {
  const message =
    `error executing jsonpath ${goQuote(template)}: Error executing template: ${error.message}. ` +
    `Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n` +
    `\tobject given to jsonpath engine was:\n\t\t${goSyntax(value)}\n\n\n`;
  return new CliError(message, { cause: error });
}
