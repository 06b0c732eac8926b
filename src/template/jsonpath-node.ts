import { CliError } from "../core/errors.ts";

/** A bound of `[start:end:step]`; `isDerived` marks the end that `[i]` implies. */
export interface Bound {
  readonly value: number;
  readonly isKnown: boolean;
  readonly isDerived?: boolean;
}

export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "recursive" }
  | { readonly kind: "array"; readonly bounds: readonly [Bound, Bound, Bound] }
  | { readonly kind: "union"; readonly lists: readonly (readonly Node[])[] }
  | {
      readonly kind: "filter";
      readonly left: readonly Node[];
      readonly operator: string;
      readonly right: readonly Node[];
    }
  | { readonly kind: "number"; readonly value: number; readonly isFloat: boolean }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "list"; readonly nodes: readonly Node[] };

/** A template that cannot be parsed or evaluated; `message` is kubectl's reason alone. */
export class JsonPathError extends CliError {
  /** How many values were at hand when it happened: a bare filter `[?(…)]` takes those for a match. */
  readonly atHand: number;

  constructor(message: string, atHand = 0) {
    super(message);
    this.atHand = atHand;
  }
}
