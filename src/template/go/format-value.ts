import { goQuote, goQuoteRune } from "../../core/json/go-quote.ts";
import type { Json } from "../../core/object.ts";
import { goSyntax, sortedKeys } from "../go-value.ts";
import { formatFloat } from "./format-float.ts";
import { type Flags, pad } from "./padding.ts";
import { isMap, kindOf, plain, typeName, type Value, valueText } from "./value.ts";

/** One value under one verb of Go's Printf. */
export function formatValue(value: Value, verb: string, flags: Flags): string {
  if (verb === "T") return pad(typeName(value), flags);
  if (value === undefined || value === null) return verb === "v" ? pad("<nil>", flags) : `%!${verb}(<nil>)`;
  if (verb === "p") return bad(value, verb);
  // %+v and %#v are flags of their own: no sign and no prefix.
  const clean = verb === "v" ? { ...flags, plus: false, sharp: false } : flags;
  if (Array.isArray(value)) return list(value, verb, flags);
  if (isMap(value)) return map(value, verb, flags);
  switch (kindOf(value)) {
    case "bool":
      return verb === "v" || verb === "t" ? pad(String(value), flags) : bad(value, verb);
    case "string":
      return text(value as string, verb, flags);
    case "int":
    case "uint":
      return integer(value, verb, clean);
    case "float":
      return formatFloat(Number(plain(value)), verb, clean) ?? bad(value, verb);
    default:
      return verb === "v" ? pad(valueText(value), flags) : bad(value, verb);
  }
}

const bad = (value: Value, verb: string): string => `%!${verb}(${typeName(value)}=${valueText(value)})`;

function list(items: readonly Json[], verb: string, flags: Flags): string {
  if (verb === "v" && flags.sharp) return goSyntax(items as Json[]);
  return `[${items.map((item) => inner(item, verb, flags)).join(" ")}]`;
}

function map(value: { [key: string]: Json }, verb: string, flags: Flags): string {
  if (verb === "v" && flags.sharp) return goSyntax(value);
  const pairs = sortedKeys(value).map(
    (key) => `${formatValue(key, verb, flags)}:${inner(value[key] as Json, verb, flags)}`,
  );
  return `map[${pairs.join(" ")}]`;
}

const inner = (item: Json, verb: string, flags: Flags): string =>
  item === null ? "<nil>" : formatValue(item, verb, flags);

function text(value: string, verb: string, flags: Flags): string {
  const { precision } = flags;
  const cut = precision === undefined ? value : [...value].slice(0, precision).join("");
  switch (verb) {
    case "v":
      return pad(flags.sharp ? goQuote(cut) : cut, flags);
    case "s":
      return pad(cut, flags);
    case "q": {
      const isRaw = flags.sharp && !/[`\u0000-\u0008\u000a-\u001f\u007f\ufeff]/.test(cut);
      return pad(isRaw ? `\`${cut}\`` : goQuote(cut, { ascii: flags.plus }), flags);
    }
    case "x":
    case "X":
      return hexText(value, verb, flags);
    default:
      return bad(value, verb);
  }
}

function hexText(value: string, verb: string, flags: Flags): string {
  const bytes = Buffer.from(value.toWellFormed()).subarray(0, flags.precision);
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const prefix = flags.sharp && digits.length > 0 ? "0x" : "";
  const joined = flags.space ? digits.map((pair) => prefix + pair).join(" ") : prefix + digits.join("");
  return pad(verb === "X" ? joined.toUpperCase() : joined, flags);
}

const RADIX: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

function integer(value: Value, verb: string, flags: Flags): string {
  const bare = BigInt(plain(value) as number | bigint);
  if (verb === "c" || verb === "q" || verb === "U") return runeText(bare, verb, flags);
  const radix = RADIX[verb];
  if (radix === undefined) return bad(value, verb);
  const magnitude = bare < 0n ? -bare : bare;
  const sign = bare < 0n ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  const lead = prefixOf(verb, flags.sharp);
  let digits = magnitude.toString(radix);
  if (flags.precision !== undefined) {
    if (flags.precision === 0 && magnitude === 0n) return pad("", { ...flags, zero: false });
    digits = digits.padStart(flags.precision, "0");
  } else if (flags.zero && flags.width !== undefined) digits = digits.padStart(flags.width - sign.length, "0");
  if (lead === "0" && digits.startsWith("0")) return pad(sign + digits, { ...flags, zero: false });
  const shown = sign + lead + digits;
  return pad(verb === "X" ? shown.toUpperCase() : shown, { ...flags, zero: false });
}

function prefixOf(verb: string, isSharp: boolean): string {
  if (verb === "O") return "0o";
  if (!isSharp) return "";
  return { b: "0b", o: "0", x: "0x", X: "0X" }[verb] ?? "";
}

function runeText(code: bigint, verb: string, flags: Flags): string {
  const isRune = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn);
  const character = isRune ? String.fromCodePoint(Number(code)) : "\ufffd";
  if (verb === "c") return pad(character, flags);
  if (verb === "q") return pad(flags.plus ? goQuoteRune(character) : goQuoteRune(character), flags);
  const hex = BigInt.asUintN(64, code)
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 0), "0");
  const shown = flags.sharp && /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? ` '${character}'` : "";
  return pad(`U+${hex}${shown}`, { ...flags, zero: false });
}
