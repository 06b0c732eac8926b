import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { type KubeObject, stringMapOf } from "../core/object.ts";
import { matchesSelector, readSelector } from "../core/selector.ts";

/** Whether manifests fit a label selector: with -f it looks at the labels that stand in them. Throws kubectl's error. */
export function manifestSelector(selector: string): (object: KubeObject) => boolean {
  try {
    const requirements = readSelector(selector);
    return (object) => matchesSelector(stringMapOf(object, "labels"), requirements);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`the provided selector ${goQuote(selector)} is not valid: ${error.message}`, { cause: error });
  }
}
