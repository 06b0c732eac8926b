import { readQuantity } from "../core/quantity.ts";
import { formOf, type QuantityForm, writeQuantity } from "../core/quantity-text.ts";

/** A resource amount: billionths, and how they are written. */
export interface Amount {
  readonly value: bigint;
  readonly form: QuantityForm;
}

/** Amounts by the name of their resource. */
export type Amounts = Readonly<Record<string, Amount>>;

export const NOTHING: Amount = { value: 0n, form: "decimal" };

/** Reads a map of quantities; what is no quantity counts as nothing. */
export const readAmounts = (map: Readonly<Record<string, unknown>>): Amounts =>
  Object.fromEntries(
    Object.entries(map).map(([name, given]) => {
      const text = String(given ?? "");
      return [name, { value: readQuantity(text) ?? 0n, form: formOf(text) }];
    }),
  );

/** A sum is written as its first part is, unless that is nothing. */
const plus = (a: Amount, b: Amount): Amount => ({ value: a.value + b.value, form: a.value === 0n ? b.form : a.form });

const merged = (a: Amounts, b: Amounts, join: (left: Amount | undefined, right: Amount) => Amount): Amounts => ({
  ...a,
  ...Object.fromEntries(Object.entries(b).map(([name, amount]) => [name, join(a[name], amount)])),
});

/** Two maps added up. */
export const sum = (a: Amounts, b: Amounts): Amounts =>
  merged(a, b, (left, right) => (left ? plus(left, right) : right));

/** The larger of each. */
export const larger = (a: Amounts, b: Amounts): Amounts =>
  merged(a, b, (left, right) => (left && left.value >= right.value ? left : right));

export const amountText = ({ value, form }: Amount): string => writeQuantity(value, form);

const MILLION = 1_000_000n;
const thousandths = (value: bigint): number => Number((value + MILLION - 1n) / MILLION);

/** How much of a whole an amount is, in percent, cut to a whole number. */
export const percent = (amount: Amount, whole: Amount | undefined): number =>
  !whole || whole.value === 0n ? 0 : Math.trunc((thousandths(amount.value) / thousandths(whole.value)) * 100);
