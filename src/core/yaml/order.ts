const isDigit = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code > 127 && /\p{Nd}/u.test(String.fromCodePoint(code)));
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code > 127 && /\p{L}/u.test(String.fromCodePoint(code)));

/**
 * The order of keys in kubectl's YAML: letters after everything else, runs of digits by their value (a2 before a10).
 * Not transitive for some mixtures of digits and letters, where kubectl itself has no stable order.
 */
export function compareKeys(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === end) return a.length - b.length;
  if (isLowSurrogate(a.charCodeAt(at)) && isLowSurrogate(b.charCodeAt(at))) at--;
  const x = a.codePointAt(at) as number;
  const y = b.codePointAt(at) as number;
  const [xIsLetter, yIsLetter] = [isLetter(x), isLetter(y)];
  if (xIsLetter && yIsLetter) return x - y;
  if (xIsLetter || yIsLetter) return xIsLetter ? 1 : -1;
  return compareDigits(a, b, at) || x - y;
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

function compareDigits(a: string, b: string, at: number): number {
  // Zeros count only within a number: in "10" against "1x0" the common digits before stand for a leading one.
  const lead = a[at] === "0" || b[at] === "0" ? hasNonZeroBefore(a, at) : 0;
  const [left, right] = [digitsFrom(a, at), digitsFrom(b, at)];
  const order = BigInt(`${lead}${left}`) - BigInt(`${lead}${right}`);
  return order !== 0n ? Number(order > 0n) * 2 - 1 : left.length - right.length;
}

function hasNonZeroBefore(text: string, at: number): 0 | 1 {
  for (let i = at - 1; i >= 0 && isDigit(text.charCodeAt(i)); i--) if (text[i] !== "0") return 1;
  return 0;
}

const digitsFrom = (text: string, at: number): string => /^\d*/.exec(text.slice(at))?.[0] ?? "";

/** The keys of an object in that order; cheap when they already stand so, as most objects from a server do. */
export function orderedKeys(object: object): string[] {
  const keys = Object.keys(object);
  for (let at = 1; at < keys.length; at++) {
    if (compareKeys(keys[at - 1] as string, keys[at] as string) > 0) return keys.sort(compareKeys);
  }
  return keys;
}
