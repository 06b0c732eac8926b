import { PatchError } from "../error.ts";

/** How a patch treats one field; without any strategy, objects merge and lists are replaced. */
export interface PatchField {
  /** The type of the object, or of the elements of the list. */
  readonly type: PatchType;
  /** Lists whose elements are merged, not replaced. */
  readonly isMerged: boolean;
  /** What tells the elements of a merged list apart; absent for lists of plain values. */
  readonly mergeKey?: string;
  /** Objects that are replaced as a whole. */
  readonly isReplaced: boolean;
  /** A patch names the keys that stay, so that members of a union leave together. */
  readonly retainsKeys: boolean;
}

/** A type as patches see it: its Go name, for messages, and its fields; a type that knows none takes any, without a strategy. */
export interface PatchType {
  readonly name: string;
  readonly field: (key: string) => PatchField | undefined;
}

/** A type about which nothing is known: every field of it is plain. */
export const PLAIN: PatchType = { name: "object", field: () => PLAIN_FIELD };

/** A field without a strategy, of an unknown type. */
export const PLAIN_FIELD: PatchField = { type: PLAIN, isMerged: false, isReplaced: false, retainsKeys: false };

/** A field from its strategies, spelt as in OpenAPI ("merge,retainKeys"). */
export function fieldOf(type: PatchType, strategy: string, mergeKey: string | undefined): PatchField {
  const words = strategy.split(",");
  return {
    type,
    isMerged: words.includes("merge"),
    isReplaced: words.includes("replace"),
    retainsKeys: words.includes("retainKeys"),
    ...(mergeKey ? { mergeKey } : {}),
  };
}

/** The field of a type; like Go, it overlooks a difference in case. Throws PatchError for a field that the type lacks. */
export function lookUp(type: PatchType, key: string): PatchField {
  const field = type.field(key);
  if (!field) throw new PatchError(`unable to find api field in struct ${type.name} for the json field "${key}"`);
  return field;
}
