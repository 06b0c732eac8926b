import { compareBytes } from "../../core/json/write.ts";
import { formatValue } from "./format-value.ts";
import { kindOf, plain, typeName, type Value, valueText } from "./value.ts";

/** Why a function of a template failed, in Go's words. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
}

/** Under %s, which lists and maps hand down to items that are no texts. */
const shown = (value: Value): string =>
  formatValue(value, "s", { minus: false, plus: false, sharp: false, space: false, zero: false });

const isNil = (value: Value): boolean => value === null || value === undefined;

/** Go's `eq`: whether the first equals any of the others; throws FunctionError for what cannot be compared. */
export function isEqual(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new FunctionError("missing argument for comparison");
  return others.some((other) => same(first, other));
}

function same(a: Value, b: Value): boolean {
  const [left, right] = [kindOf(a), kindOf(b)];
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  const areIntegers = isInteger(left) && isInteger(right);
  if (left !== right && !areIntegers) {
    throw new FunctionError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
  }
  if (left === "other") {
    if (typeName(a) !== typeName(b)) {
      throw new FunctionError(`non-comparable types ${shown(a)}: ${typeName(a)}, ${typeName(b)}: ${valueText(b)}`);
    }
    throw new FunctionError(`non-comparable type ${shown(b)}: ${typeName(b)}`);
  }
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number may be the same integer
  return plain(a) == plain(b);
}

const isInteger = (kind: string): boolean => kind === "int" || kind === "uint";

/** Go's order of two numbers or two strings, as a sign; throws FunctionError for other kinds. */
export function compareValues(a: Value, b: Value): number {
  const [left, right] = [kindOf(a), kindOf(b)];
  if (left === "other" || right === "other") throw new FunctionError("invalid type for comparison");
  if (left !== right && !(isInteger(left) && isInteger(right))) {
    throw new FunctionError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
  }
  if (left === "bool" || left === "complex") throw new FunctionError("invalid type for comparison");
  const [x, y] = [plain(a), plain(b)];
  if (left === "string") return compareBytes(x as string, y as string);
  return (x as number) < (y as number) ? -1 : (x as number) > (y as number) ? 1 : 0;
}
