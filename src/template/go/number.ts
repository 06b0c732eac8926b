import { goQuote } from "../../core/json/go-quote.ts";
import { unquote } from "../unquote.ts";
import { goComplex, goFloat, goInt, type Typed } from "./value.ts";

/** A constant, or why it cannot be used when the template runs. */
export interface Constant {
  readonly value: Typed;
  readonly problem?: string;
}

const INTEGER = /^[-+]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?[0-9])*)$/;
const FLOAT =
  /^[-+]?(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/;
const HEX_FLOAT = /^([-+]?)0[xX]([0-9a-fA-F_]*)\.?([0-9a-fA-F_]*)[pP]([-+]?[0-9_]+)$/;
const MAX_INT64 = 2n ** 63n - 1n;

/** Reads a number of a template as Go's untyped constants are read; a text is the reason why it is none. */
export function readNumber(text: string, kind: "number" | "complex" | "char-constant"): Constant | string {
  if (kind === "char-constant") return character(text);
  if (kind === "complex" || text.endsWith("i")) return complex(text);
  if (INTEGER.test(text)) return integer(text);
  const value = float(text.replaceAll("_", ""), text);
  if (value === undefined) return `illegal number syntax: ${goQuote(text)}`;
  return /[.eEpP]/.test(text) ? { value: goFloat(value) } : `integer overflow: ${goQuote(text)}`;
}

function character(text: string): Constant | string {
  const value = text === "'" || text === "''" ? undefined : unquote(text);
  if (value === undefined) return "invalid syntax";
  const [first, ...rest] = [...value];
  if (first === undefined || rest.length > 0) return `malformed character constant: ${text}`;
  return { value: goInt(first.codePointAt(0) as number) };
}

function integer(text: string): Constant | string {
  const sign = text.startsWith("-") ? -1n : 1n;
  const digits = text.replace(/^[-+]/, "").replaceAll("_", "").toLowerCase();
  const octal = /^0o?(?=[0-7])/.exec(digits);
  const value = sign * BigInt(octal ? `0o${digits.slice(octal[0].length)}` : digits);
  if (value > 2n * MAX_INT64 + 1n || value < -MAX_INT64 - 1n) {
    return `integer overflow: ${goQuote(text)}`;
  }
  const whole = Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return value > MAX_INT64 ? { value: goInt(whole), problem: `${text} overflows int` } : { value: goInt(whole) };
}

function float(plain: string, text: string): number | undefined {
  const hex = HEX_FLOAT.exec(plain);
  if (hex) {
    const [, sign = "", whole = "", rest = "", power = "0"] = hex;
    const mantissa = Number(BigInt(`0x${whole}${rest || ""}` || "0x0"));
    return (sign === "-" ? -1 : 1) * mantissa * 2 ** (Number(power) - 4 * rest.length);
  }
  if (!FLOAT.test(text)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Complex constants only ever get printed. */
function complex(text: string): Constant | string {
  const match = /^(.*?)([-+]?[0-9._]+(?:[eE][-+]?[0-9]+)?)i$/.exec(text);
  if (!match) return `illegal number syntax: ${goQuote(text)}`;
  const [real, imaginary] = [Number(match[1] || 0), Number(match[2])];
  if (imaginary === 0) return { value: Number.isInteger(real) && !/[.eE]/.test(text) ? goInt(real) : goFloat(real) };
  return { value: goComplex(`(${real}${imaginary < 0 ? "" : "+"}${imaginary}i)`) };
}
