import { CliError } from "./errors.ts";
import { optional } from "./flags.ts";

/** What happens to the dependents of a deleted object, as the API spells it. */
export type Propagation = "Background" | "Foreground" | "Orphan";

/** --cascade, with the truth values that it took until kubectl 1.20. */
export const cascadeFlag = {
  cascade: optional(
    'What happens to dependents such as the pods of a replica set: "background", "foreground" or "orphan".',
    { bare: "background", default: "background", complete: ["background", "orphan", "foreground"] },
  ),
};

export interface CascadeReading {
  readonly propagation: Propagation;
  /** The notice for an old spelling; goes to stderr. */
  readonly notice?: string;
}

/** Reads --cascade, old spellings included; throws kubectl's error. */
export function readCascade(text: string): CascadeReading {
  switch (text) {
    case "background":
      return { propagation: "Background" };
    case "foreground":
      return { propagation: "Foreground" };
    case "orphan":
      return { propagation: "Orphan" };
  }
  const replaced = (by: string) =>
    `warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${by}.`;
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return { propagation: "Background", notice: replaced("background") };
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return { propagation: "Orphan", notice: replaced("orphan") };
  throw new CliError(`invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`);
}
