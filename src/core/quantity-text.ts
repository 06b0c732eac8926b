import { CliError } from "./errors.ts";
import { readQuantity } from "./quantity.ts";

const FORM = /^[+-]?\d*(?:\.\d*)?[eEinumkKMGTP]*[-+]?\d*$/;
const FORM_WORDS = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const PARTS = /^[+-]?0*(\d*)(?:\.(\d*))?(.*)$/;

/**
 * A quantity as Kubernetes writes it: the largest suffix that leaves a whole number. As apimachinery, a spelling that has
 * nothing to shorten stays as it is ("1.5e1", "+5", "007"). Throws its errors for texts that are no quantity.
 */
export function canonicalQuantity(text: string): string {
  if (text === "" || !FORM.test(text)) throw new CliError(FORM_WORDS);
  const [, whole = "", part = "", suffix = ""] = PARTS.exec(text) ?? [];
  const billionths = readQuantity(text);
  if (billionths === undefined) {
    const isNumberless = /^[PE]i$/.test(suffix) && !/\d/.test(text);
    throw new CliError(`unable to parse ${isNumberless ? "numeric part of quantity" : "quantity's suffix"}`);
  }
  if (isKept(whole, part, suffix)) return text;
  return writeQuantity(billionths, formOf(text));
}

/** How an amount is written: with binary suffixes, decimal ones, or exponents. */
export type QuantityForm = "binary" | "decimal" | "exponent";

/** The form that a quantity's text has. */
export function formOf(text: string): QuantityForm {
  if (text.endsWith("i")) return "binary";
  return /[eE][+-]?\d+$/.test(text) ? "exponent" : "decimal";
}

/** Writes billionths in a form, with the largest suffix that leaves a whole number. */
export function writeQuantity(billionths: bigint, form: QuantityForm): string {
  if (form === "binary") return writeBinary(billionths);
  return writeDecimal(billionths, form === "exponent" ? exponent : symbol);
}

const BINARY = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const SCALES: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Whether apimachinery's short way takes the number, which keeps its spelling where no larger suffix fits. */
function isKept(whole: string, part: string, suffix: string): boolean {
  if (whole === "") return false;
  const digits = whole.length + part.length;
  const power = BINARY.indexOf(suffix) + 1;
  if (power > 0) {
    const room = 14 - whole.length - power * 3;
    return part === "" && room >= 0 && BigInt(whole) % 1024n !== 0n;
  }
  const scale = (SCALES[suffix] ?? Number(suffix.slice(1))) - part.length;
  return digits <= 18 && scale >= -9 && scale % 3 === 0 && BigInt(whole + part) % 1000n !== 0n;
}

const symbol = (scale: number): string | undefined => Object.keys(SCALES).find((name) => SCALES[name] === scale);
const exponent = (scale: number): string => (scale === 0 ? "" : `e${scale}`);

/** Shortened by thousands as long as a suffix is known for them. */
function writeDecimal(billionths: bigint, name: (scale: number) => string | undefined): string {
  if (billionths === 0n) return "0";
  let [amount, scale] = [billionths, -9];
  while (amount % 1000n === 0n && name(scale + 3) !== undefined) {
    amount /= 1000n;
    scale += 3;
  }
  return `${amount}${name(scale)}`;
}

/** Shortened by 1024; small and broken numbers are written with decimal suffixes. */
function writeBinary(billionths: bigint): string {
  const NANO = 1_000_000_000n;
  const size = billionths < 0n ? -billionths : billionths;
  if (size < 1024n * NANO || size % NANO !== 0n) return writeDecimal(billionths, symbol);
  let [amount, power] = [billionths / NANO, 0];
  while (amount % 1024n === 0n && power < BINARY.length) {
    amount /= 1024n;
    power++;
  }
  return `${amount}${power === 0 ? "" : BINARY[power - 1]}`;
}
