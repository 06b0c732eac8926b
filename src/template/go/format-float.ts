import { exponentText, formatG } from "../../core/json/go-float.ts";
import { type Flags, pad } from "./padding.ts";

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

const fixed = (value: number, precision: number): string => decimal(scaled(value, precision), precision);

/** The value times ten to the power of `scale`, rounded half to even from its exact binary digits, as Go rounds. */
function scaled(value: number, scale: number): bigint {
  const { mantissa, power } = bits(value);
  const up = (scale > 0 ? 10n ** BigInt(scale) : 1n) * (power > 0 ? 1n << BigInt(power) : 1n);
  const down = (scale < 0 ? 10n ** BigInt(-scale) : 1n) * (power < 0 ? 1n << BigInt(-power) : 1n);
  const whole = (mantissa * up) / down;
  const rest = 2n * (mantissa * up - whole * down);
  return rest > down || (rest === down && whole % 2n === 1n) ? whole + 1n : whole;
}

/** An integer with its last digits behind a point. */
function decimal(whole: bigint, places: number): string {
  if (places <= 0) return whole.toString();
  const digits = whole.toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

interface Scientific {
  /** The digits without a point, the first one before it. */
  readonly digits: string;
  readonly exponent: number;
}

function scientific(value: number, precision: number): Scientific {
  if (value === 0) return { digits: "0".repeat(precision + 1), exponent: 0 };
  const exponent = Number(value.toExponential().split("e")[1]);
  const digits = scaled(value, precision - exponent).toString();
  // Rounding up may have made one digit more: 9.99 is 1.0e+01.
  return digits.length > precision + 1 ? { digits: digits.slice(0, -1), exponent: exponent + 1 } : { digits, exponent };
}

function exponential(value: number, precision: number): string {
  const { digits, exponent } = scientific(value, precision);
  return `${decimal(BigInt(digits), precision)}e${exponentText(exponent)}`;
}

function general(value: number, precision: number): string {
  if (value === 0) return "0";
  const { digits, exponent } = scientific(value, precision - 1);
  const trim = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent < -4 || exponent >= precision) {
    return `${trim(decimal(BigInt(digits), precision - 1))}e${exponentText(exponent)}`;
  }
  return trim(decimal(BigInt(digits), precision - 1 - exponent));
}

/** The bits of a float: its fraction with the leading one, and the power of two of the last bit. */
function bits(value: number): { mantissa: bigint; power: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const all = view.getBigUint64(0);
  const exponent = Number((all >> 52n) & 0x7ffn);
  const fraction = all & ((1n << 52n) - 1n);
  return exponent === 0
    ? { mantissa: fraction, power: -1074 }
    : { mantissa: fraction | (1n << 52n), power: exponent - 1075 };
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
