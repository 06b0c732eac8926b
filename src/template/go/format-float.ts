import { exponentText, formatG } from "../../core/json/go-float.ts";
import { type Flags, pad } from "./format-value.ts";

/** A float under Go's %v %g %f %e and their kin; undefined for other verbs. */
export function formatFloat(value: number, verb: string, flags: Flags): string | undefined {
  const digits = digitsOf(Math.abs(value), verb, flags);
  if (digits === undefined) return undefined;
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = isNegative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  const missing = (flags.width ?? 0) - sign.length - digits.length;
  if (flags.zero && missing > 0 && Number.isFinite(value)) return sign + "0".repeat(missing) + digits;
  return pad(sign + digits, { ...flags, zero: false });
}

function digitsOf(value: number, verb: string, { precision }: Flags): string | undefined {
  if (!"vgGfFeExXb".includes(verb)) return undefined;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : "Inf";
  switch (verb) {
    case "f":
    case "F":
      return fixed(value, precision ?? 6);
    case "e":
      return exponential(value, precision ?? 6);
    case "E":
      return exponential(value, precision ?? 6).toUpperCase();
    case "x":
    case "X": {
      const hex = hexadecimal(value, precision);
      return verb === "X" ? hex.toUpperCase() : hex;
    }
    case "b":
      return binary(value);
    default: {
      const shown = precision === undefined ? formatG(value) : general(value, precision || 1);
      return verb === "G" ? shown.toUpperCase() : shown;
    }
  }
}

/** Exact decimal digits: JavaScript's own toFixed stops at 1e21. */
const fixed = (value: number, precision: number): string =>
  value < 1e21 ? value.toFixed(Math.min(precision, 100)) : BigInt(value).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");

function exponential(value: number, precision: number): string {
  const [mantissa, power] = value.toExponential(Math.min(precision, 100)).split("e") as [string, string];
  return `${mantissa}e${exponentText(Number(power))}`;
}

function general(value: number, precision: number): string {
  if (value === 0) return "0";
  const [mantissa, power] = value.toExponential(Math.min(precision - 1, 100)).split("e") as [string, string];
  const exponent = Number(power);
  const trim = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent < -4 || exponent >= precision) return `${trim(mantissa)}e${exponentText(exponent)}`;
  return trim(value.toFixed(Math.max(0, precision - 1 - exponent)));
}

/** The bits of a float: its fraction with the leading one, and the power of two of the last bit. */
function bits(value: number): { mantissa: bigint; power: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const all = view.getBigUint64(0);
  const exponent = Number((all >> 52n) & 0x7ffn);
  const fraction = all & ((1n << 52n) - 1n);
  return exponent === 0 ? { mantissa: fraction, power: -1074 } : { mantissa: fraction | (1n << 52n), power: exponent - 1075 };
}

function binary(value: number): string {
  const { mantissa, power } = bits(value);
  return `${mantissa}p${power < 0 ? "" : "+"}${power}`;
}

function hexadecimal(value: number, precision: number | undefined): string {
  if (value === 0) return `0x0${precision ? `.${"0".repeat(precision)}` : ""}p+00`;
  let { mantissa, power } = bits(value);
  while (mantissa < 1n << 52n) [mantissa, power] = [mantissa << 1n, power - 1];
  if (precision !== undefined && precision < 13) {
    const drop = BigInt(4 * (13 - precision));
    const half = 1n << (drop - 1n);
    const rest = mantissa & ((1n << drop) - 1n);
    const isUp = rest > half || (rest === half && ((mantissa >> drop) & 1n) === 1n);
    mantissa = ((mantissa >> drop) + (isUp ? 1n : 0n)) << drop;
    if (mantissa >= 1n << 53n) [mantissa, power] = [mantissa >> 1n, power + 1];
  }
  const all = mantissa.toString(16).slice(1).padStart(13, "0");
  const fraction = precision === undefined ? all.replace(/0+$/, "") : all.slice(0, precision).padEnd(precision, "0");
  return `0x1${fraction ? `.${fraction}` : ""}p${exponentText(power + 52)}`;
}
