import { formatValue } from "./format-value.ts";
import type { Flags } from "./padding.ts";
import { kindOf, plain, typeName, type Value, valueText } from "./value.ts";

const isText = (value: Value): boolean => typeof value === "string";

const shown = (value: Value): string => (value === undefined ? "<nil>" : valueText(value));

/** Go's Sprint: a blank between neighbours when neither is a text. */
export const print = (args: readonly Value[]): string =>
  args.map((arg, at) => (at > 0 && !isText(arg) && !isText(args[at - 1]) ? " " : "") + shown(arg)).join("");

/** Go's Sprintln. */
export const println = (args: readonly Value[]): string => `${args.map(shown).join(" ")}\n`;

interface Scan {
  readonly args: readonly Value[];
  next: number;
  /** `[3]` was used: leftover arguments are no error then. */
  isReordered: boolean;
  isGoodIndex: boolean;
}

const VERB = /%([-+# 0]*)(?:(\[[^\]]*\])?(\*|\d+))?(?:(\.)(?:(\[[^\]]*\])?(\*|\d*))?)?(\[[^\]]*\])?([\s\S]|$)/gu;

/** Go's Sprintf, with its complaints in the text: `%!d(string=x)`, `%!s(MISSING)`, `%!(EXTRA int=1)`. */
export function printf(format: string, args: readonly Value[]): string {
  const scan: Scan = { args, next: 0, isReordered: false, isGoodIndex: true };
  const text = format.replace(VERB, (_, flags, widthIndex, width, dot, precisionIndex, precision, index, verb) =>
    one(scan, { flags, widthIndex, width, dot, precisionIndex, precision, index, verb }),
  );
  if (scan.isReordered || scan.next >= args.length) return text;
  const extra = args.slice(scan.next).map((arg) => (isNil(arg) ? "<nil>" : `${typeName(arg)}=${valueText(arg)}`));
  return `${text}%!(EXTRA ${extra.join(", ")})`;
}

const isNil = (value: Value): boolean => value === undefined || value === null;

type Part = Record<"flags" | "width" | "precision" | "verb", string> &
  Partial<Record<"widthIndex" | "dot" | "precisionIndex" | "index", string>>;

function one(scan: Scan, part: Part): string {
  let complaint = "";
  scan.isGoodIndex = true;
  const flags: Flags = readFlags(part.flags);
  const width = star(scan, part.widthIndex, part.width);
  if (width === "bad") complaint += "%!(BADWIDTH)";
  else if (width !== undefined)
    Object.assign(flags, { width: Math.abs(width), ...(width < 0 ? { minus: true, zero: false } : {}) });
  if (part.dot) {
    const precision = star(scan, part.precisionIndex, part.precision || "0");
    if (precision === "bad" || (precision !== undefined && precision < 0)) {
      if (precision === "bad") complaint += "%!(BADPREC)";
    } else Object.assign(flags, { precision });
  }
  jump(scan, part.index);
  return complaint + verbText(scan, part.verb, flags);
}

function verbText(scan: Scan, verb: string, flags: Flags): string {
  if (verb === "") return "%!(NOVERB)";
  if (verb === "%") return "%";
  if (!scan.isGoodIndex) return `%!${verb}(BADINDEX)`;
  if (scan.next >= scan.args.length) return `%!${verb}(MISSING)`;
  return formatValue(scan.args[scan.next++], verb, flags);
}

function readFlags(text: string): Flags {
  const has = (flag: string) => text.includes(flag);
  return { minus: has("-"), plus: has("+"), sharp: has("#"), space: has(" "), zero: has("0") && !has("-") };
}

/** A width or precision: digits, or `*` for the next argument. */
function star(scan: Scan, index: string | undefined, text: string | undefined): number | "bad" | undefined {
  if (text === undefined || text === "") return undefined;
  if (text !== "*") return Number(text) > 1e6 ? "bad" : Number(text);
  jump(scan, index);
  if (scan.next >= scan.args.length || !scan.isGoodIndex) return "bad";
  const value = scan.args[scan.next++];
  const number = Number(plain(value));
  return kindOf(value) === "int" && Math.abs(number) <= 1e6 ? number : "bad";
}

/** `[2]`: the next argument is the second. */
function jump(scan: Scan, index: string | undefined): void {
  if (index === undefined) return;
  scan.isReordered = true;
  const number = Number(/^\[(\d+)\]$/.exec(index)?.[1] ?? Number.NaN);
  if (number >= 1 && number <= scan.args.length) scan.next = number - 1;
  else scan.isGoodIndex = false;
}
