import { CliError } from "../../core/errors.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { writeJson } from "../../core/json/write.ts";
import type { Json } from "../../core/object.ts";
import { goText } from "../go-value.ts";
import { execute } from "./execute.ts";
import { isFunction } from "./functions.ts";
import { TemplateSyntaxError } from "./node.ts";
import { parse } from "./parse.ts";
import { ExecutionError } from "./state.ts";

export interface GoTemplateOptions {
  /** Missing keys print `<no value>` instead of failing (`--allow-missing-template-keys`, on by default). */
  readonly allowMissing?: boolean;
}

/** A compiled template: writes one object's output; throws CliError with kubectl's text. */
export type PrintGoTemplate = (value: Json, write: (text: string) => void) => void;

/**
 * Compiles a Go template; throws kubectl's "error parsing template …". When the template fails over an object, what it
 * wrote before stays, and kubectl's long report follows it on the same stream before the error is thrown.
 */
export function compileGoTemplate(template: string, { allowMissing = true }: GoTemplateOptions = {}): PrintGoTemplate {
  const parsed = parseOrExplain(template);
  return (value, write) => {
    const output: string[] = [];
    try {
      execute(parsed, value, { text: template, allowMissing, write: (text) => output.push(text) });
      write(output.join(""));
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error;
      write(output.join("") + report(template, value, error.message));
      throw new CliError(`error executing template ${goQuote(template)}: ${error.message}`, { cause: error });
    }
  };
}

function parseOrExplain(template: string) {
  try {
    return parse(template, isFunction);
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    throw new CliError(`error parsing template ${template}, ${error.message}`, { cause: error });
  }
}

const report = (template: string, value: Json, reason: string): string =>
  `Error executing template: ${reason}. Printing more information for debugging the template:\n` +
  `\ttemplate was:\n\t\t${template}\n\traw data was:\n\t\t${writeJson(value)}\n` +
  `\tobject given to template engine was:\n\t\t${goText(value)}\n\n`;
