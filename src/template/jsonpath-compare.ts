import { compareBytes } from "../core/json/write.ts";
import type { Json } from "../core/object.ts";
import { isFloat } from "./go-value.ts";

/** What a value is to Go when it is compared. */
export type Kind = "bool" | "int" | "float" | "string";

/** The kind of a decoded value; undefined for null, maps and lists, which cannot be compared. */
export function kindOf(value: Json): Kind | undefined {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if (typeof value === "bigint") return "int";
  if (typeof value !== "number") return undefined;
  return isFloat(value) ? "float" : "int";
}

/** The reason why two values cannot be compared, in Go's words. */
export class ComparisonError extends Error {}

type Kinds = readonly [Kind | undefined, Kind | undefined];

const badType = () => new ComparisonError("invalid type for comparison");
const mismatch = () => new ComparisonError("incompatible types for comparison");

/** Go's `eq` for basic values of one kind; throws ComparisonError. */
export function equal(a: Json, b: Json, kinds: Kinds = [kindOf(a), kindOf(b)]): boolean {
  if (kinds[0] === undefined || kinds[1] === undefined) throw badType();
  if (kinds[0] !== kinds[1]) throw mismatch();
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number may be the same integer
  return (a as number) == (b as number);
}

/** Go's `lt`: numbers by value, strings by bytes; booleans have no order. Throws ComparisonError. */
export function less(a: Json, b: Json, kinds: Kinds = [kindOf(a), kindOf(b)]): boolean {
  if (kinds[0] === undefined || kinds[1] === undefined) throw badType();
  if (kinds[0] !== kinds[1]) throw mismatch();
  if (kinds[0] === "bool") throw badType();
  return kinds[0] === "string" ? compareBytes(a as string, b as string) < 0 : (a as number) < (b as number);
}
