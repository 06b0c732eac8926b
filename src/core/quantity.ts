const SUFFIXES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, 1_000_000_000n],
  u: [1n, 1_000_000n],
  m: [1n, 1000n],
  "": [1n, 1n],
  k: [1000n, 1n],
  M: [1000n ** 2n, 1n],
  G: [1000n ** 3n, 1n],
  T: [1000n ** 4n, 1n],
  P: [1000n ** 5n, 1n],
  E: [1000n ** 6n, 1n],
  Ki: [1024n, 1n],
  Mi: [1024n ** 2n, 1n],
  Gi: [1024n ** 3n, 1n],
  Ti: [1024n ** 4n, 1n],
  Pi: [1024n ** 5n, 1n],
  Ei: [1024n ** 6n, 1n],
};

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eE][+-]?\d+)|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)$/;

/** Whether the text is a Kubernetes quantity ("100m", "1.5Gi", "1e3"). */
export const isQuantity = (text: string): boolean => readQuantity(text) !== undefined;

/** The largest amount that a binary suffix gives. */
const LARGEST = (1n << 63n) - 1n;
const NANO = 1_000_000_000n;

/**
 * A quantity as a number of billionths, rounded away from zero; undefined when the text is none. As in apimachinery a text
 * without digits counts as zero ("m", "-"), and what is too large for a binary suffix is cut.
 */
export function readQuantity(text: string): bigint | undefined {
  const match = FORM.exec(text);
  if (!match || text === "") return undefined;
  const [, sign, whole = "", part = "", exponent, suffix = ""] = match;
  const power = exponent ? Number(exponent.slice(1)) : 0;
  // kubectl itself needs minutes and gigabytes for such numbers.
  if (Math.abs(power) > 1000) return undefined;
  if (whole === "" && part === "") return /[PE]i$/.test(suffix) || power < -9 ? undefined : 0n;
  const [up, down] = SUFFIXES[suffix] as readonly [bigint, bigint];
  const top = BigInt(whole + part) * up * 10n ** BigInt(Math.max(power, 0)) * NANO;
  const bottom = 10n ** BigInt(part.length + Math.max(-power, 0)) * down;
  const amount = (top + bottom - 1n) / bottom;
  const cut = suffix.endsWith("i") && amount > LARGEST * NANO ? LARGEST * NANO : amount;
  return sign === "-" ? -cut : cut;
}

/** -1, 0 or 1; both texts must be quantities. */
export function compareQuantities(a: string, b: string): number {
  const left = readQuantity(a);
  const right = readQuantity(b);
  if (left === undefined || right === undefined || left === right) return 0;
  return left < right ? -1 : 1;
}
