import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { labelSelector } from "./label-selector.ts";
import { metadataOf } from "./metadata.ts";
import { requireName } from "./required-name.ts";

export interface DisruptionBudgetWords {
  readonly name: string;
  readonly selector: string;
  /** A number or a percentage; "" for none. */
  readonly minAvailable: string;
  readonly maxUnavailable: string;
}

/** The PodDisruptionBudget of `create poddisruptionbudget`. */
export function disruptionBudget(words: DisruptionBudgetWords): KubeObject {
  const { name, selector, minAvailable, maxUnavailable } = words;
  requireName(name);
  if (selector === "") throw new CliError("a selector must be specified");
  if (minAvailable === "" && maxUnavailable === "") {
    throw new CliError("one of min-available or max-unavailable must be specified");
  }
  if (minAvailable !== "" && maxUnavailable !== "") {
    throw new CliError("min-available and max-unavailable cannot be both specified");
  }
  const limits = {
    ...limit("minAvailable", "min-available", minAvailable),
    selector: readSelector(selector),
    ...limit("maxUnavailable", "max-unavailable", maxUnavailable),
  };
  return {
    kind: "PodDisruptionBudget",
    apiVersion: "policy/v1",
    metadata: metadataOf(name),
    spec: limits,
    status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  };
}

function limit(field: string, flag: string, text: string): JsonObject {
  if (text === "") return {};
  if (!/^\d+%?$/.test(text)) throw new CliError(`invalid format specified for ${flag}`);
  const isSmall = !text.endsWith("%") && Number(text) < 2 ** 31;
  return { [field]: isSmall ? Number(text) : text };
}

function readSelector(text: string): JsonObject {
  try {
    return labelSelector(text);
  } catch (error) {
    // Selectors that cannot be read are quoted; those that can, but fit no LabelSelector, are not.
    const { message } = error as Error;
    if (/label selectors?( operator)?$/.test(message)) throw error;
    throw new CliError(`couldn't parse the selector string "${text}": ${message}`, { cause: error });
  }
}
