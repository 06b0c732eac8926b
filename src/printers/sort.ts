import { CliError } from "../core/errors.ts";
import type { Json } from "../core/object.ts";
import { compareQuantities, isQuantity } from "../core/quantity.ts";

/** Reads the value to sort by out of an object; undefined when the field is missing. */
export type FieldReader<T> = (one: T) => Json | undefined;

/** kubectl's natural order of strings: runs of digits compare as numbers ("web-9" before "web-10"). */
export function compareNatural(a: string, b: string): number {
  const left = a.match(/\d+|\D/gu) ?? [];
  const right = b.match(/\d+|\D/gu) ?? [];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = compareRuns(left[at] as string, right[at] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareRuns(a: string, b: string): number {
  if (a === b) return 0;
  const numbers = /^\d/.test(a) && /^\d/.test(b);
  if (!numbers) return a < b ? -1 : 1;
  const [x, y] = [BigInt(a), BigInt(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.length - b.length;
}

/** Orders two field values as --sort-by does: missing first, then numbers, times, quantities and natural strings. */
export function compareValues(a: Json | undefined, b: Json | undefined): number {
  const missing = Number(a !== undefined && a !== null) - Number(b !== undefined && b !== null);
  if (missing !== 0) return missing;
  if (typeof a === "string" && typeof b === "string") {
    return isQuantity(a) && isQuantity(b) ? compareQuantities(a, b) : compareNatural(a, b);
  }
  if (typeof a === "object" || typeof b === "object") return 0;
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/** Sorts by a field, keeping the order of equals; throws kubectl's error when no object has the field. */
export function sortBy<T>(list: readonly T[], path: string, read: FieldReader<T>): T[] {
  const keyed = list.map((one) => ({ one, value: read(one) }));
  if (list.length > 0 && keyed.every(({ value }) => value === undefined)) {
    throw new CliError(`couldn't find any field with path "${path}" in the list of objects`);
  }
  const unsortable = keyed.find(({ value }) => typeof value === "object" && value !== null);
  if (unsortable && list.length > 1) {
    throw new CliError(`Field ${path} is an unsortable type: ${Array.isArray(unsortable.value) ? "list" : "map"}`);
  }
  return keyed.sort((x, y) => compareValues(x.value, y.value)).map(({ one }) => one);
}
