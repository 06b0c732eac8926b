import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import type { Json, KubeObject } from "../core/object.ts";
import type { Printer } from "./printer.ts";

/**
 * `-o query=EXPR`: JSONPath Plus expressions (regular expressions and boolean filters) with its safe evaluator, which
 * interprets and never runs code. Texts are printed as they are, everything else as JSON, one result a line.
 */
export async function queryPrinter(expression: string, write: (text: string) => void): Promise<Printer> {
  if (expression === "") throw new CliError("query format specified but no expression given");
  const { JSONPath } = await import("jsonpath-plus");
  return (object: KubeObject) => {
    const found = evaluate(() => JSONPath({ path: expression, json: object, eval: "safe", wrap: true }) as Json[]);
    write(found.map((value) => `${typeof value === "string" ? value : writeJson(value)}\n`).join(""));
  };
}

function evaluate(run: () => Json[]): Json[] {
  try {
    return run();
  } catch (error) {
    throw new CliError(`error evaluating query: ${(error as Error).message}`, { cause: error });
  }
}
