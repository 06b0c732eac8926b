import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";
import type { Json } from "../core/object.ts";
import { compareQuantities, isQuantity } from "../core/quantity.ts";

/** Reads the value to sort by out of an object; undefined when the field is missing. */
export type FieldReader<T> = (one: T) => Json | undefined;

/** Orders two field values as --sort-by does: quantities by their amount (so "9" before "10"), other texts by bytes. */
export function compareValues(a: Json, b: Json): number {
  if (typeof a === "string" && typeof b === "string") {
    return isQuantity(a) && isQuantity(b) ? compareQuantities(a, b) : compareBytes(a, b);
  }
  if (typeof a === "object" || typeof b === "object") return 0;
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/**
 * Sorts by a field, keeping the order of equals. What lacks the field comes first, the last of them in front, as kubectl's
 * insertion leaves it. Throws kubectl's error when no object has the field.
 */
export function sortBy<T>(list: readonly T[], path: string, read: FieldReader<T>): T[] {
  const keyed = list.map((one) => ({ one, value: read(one) }));
  if (list.length > 0 && keyed.every(({ value }) => value === undefined)) {
    throw new CliError(`couldn't find any field with path "${path}" in the list of objects`);
  }
  const unsortable = keyed.find(({ value }) => typeof value === "object" && value !== null);
  if (unsortable && list.length > 1) {
    throw new CliError(`Field ${path} is an unsortable type: ${Array.isArray(unsortable.value) ? "list" : "map"}`);
  }
  const isMissing = ({ value }: { value: Json | undefined }) => value === undefined || value === null;
  const missing = keyed.filter(isMissing).reverse();
  const present = keyed.filter((one) => !isMissing(one));
  present.sort((x, y) => compareValues(x.value as Json, y.value as Json));
  return [...missing, ...present].map(({ one }) => one);
}
