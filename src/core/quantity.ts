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

/** A quantity as an exact fraction; undefined when the text is none. */
export function readQuantity(text: string): { readonly top: bigint; readonly bottom: bigint } | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", part = "", exponent, suffix = ""] = match;
  if (whole === "" && part === "") return undefined;
  const power = exponent ? Number(exponent.slice(1)) : 0;
  if (Math.abs(power) > 1000) return undefined;
  const [up, down] = SUFFIXES[suffix] as readonly [bigint, bigint];
  const digits = BigInt(whole + part || "0") * (sign === "-" ? -1n : 1n);
  const raise = power > 0 ? 10n ** BigInt(power) : 1n;
  const lower = power < 0 ? 10n ** BigInt(-power) : 1n;
  return { top: digits * up * raise, bottom: 10n ** BigInt(part.length) * down * lower };
}

/** -1, 0 or 1; both texts must be quantities. */
export function compareQuantities(a: string, b: string): number {
  const left = readQuantity(a);
  const right = readQuantity(b);
  if (!left || !right) return 0;
  const difference = left.top * right.bottom - right.top * left.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
