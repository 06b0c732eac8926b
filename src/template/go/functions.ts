import { isObject, type Json } from "../../core/object.ts";
import { compareValues, FunctionError, isEqual } from "./compare.ts";
import { escapeHtml, escapeJs, escapeQuery } from "./escape.ts";
import { print, printf, println } from "./format.ts";
import { goByte, goInt, isTrue, isTyped, kindOf, plain, typeName, type Value } from "./value.ts";

export { FunctionError };

/** What a function takes: its fixed parameters, and the kind of any further ones (undefined: no more). */
export interface Signature {
  readonly parameters: readonly ("any" | "string")[];
  readonly rest?: "any";
}

interface Definition extends Signature {
  readonly run: (args: readonly Value[]) => Value;
}

const fixed = (count: number, run: Definition["run"]): Definition => ({ parameters: Array(count).fill("any"), run });
const variadic = (count: number, run: Definition["run"]): Definition => ({ ...fixed(count, run), rest: "any" });

const FUNCTIONS: ReadonlyMap<string, Definition> = new Map<string, Definition>([
  ["and", variadic(1, ([first]) => first)],
  ["or", variadic(1, ([first]) => first)],
  ["not", fixed(1, ([value]) => !isTrue(value))],
  ["len", fixed(1, ([value]) => length(value))],
  ["index", variadic(1, ([item, ...indexes]) => index(item, indexes))],
  ["slice", variadic(1, ([item, ...indexes]) => slice(item, indexes))],
  ["call", variadic(1, ([value]) => call(value))],
  ["print", variadic(0, print)],
  ["println", variadic(0, println)],
  ["printf", { parameters: ["string"], rest: "any", run: ([format, ...args]) => printf(format as string, args) }],
  ["html", variadic(0, (args) => escapeHtml(joined(args)))],
  ["js", variadic(0, (args) => escapeJs(joined(args)))],
  ["urlquery", variadic(0, (args) => escapeQuery(joined(args)))],
  ["eq", variadic(1, ([first, ...others]) => isEqual(first, others))],
  ["ne", fixed(2, ([a, b]) => !isEqual(a, [b]))],
  ["lt", fixed(2, ([a, b]) => compareValues(a, b) < 0)],
  ["le", fixed(2, ([a, b]) => compareValues(a, b) <= 0)],
  ["gt", fixed(2, ([a, b]) => compareValues(a, b) > 0)],
  ["ge", fixed(2, ([a, b]) => compareValues(a, b) >= 0)],
  ["exists", variadic(1, ([item, ...indexes]) => exists(item, indexes))],
  ["base64decode", { parameters: ["string"], run: ([text]) => base64decode(text as string) }],
]);

export const isFunction = (name: string): boolean => FUNCTIONS.has(name);
export const signatureOf = (name: string): Signature | undefined => FUNCTIONS.get(name);

/** Runs a function over its arguments; throws FunctionError with Go's reason. */
export const callFunction = (name: string, args: readonly Value[]): Value =>
  (FUNCTIONS.get(name) as Definition).run(args);

/** What html, js and urlquery work on: a single text, or the arguments as `print` joins them. */
const joined = (args: readonly Value[]): string =>
  print(args.map((arg) => (arg === undefined || arg === null ? "<no value>" : arg)));

function length(value: Value): Value {
  if (value === undefined) throw new FunctionError("reflect: call of reflect.Value.Type on zero Value");
  if (value === null) throw new FunctionError("len of nil pointer");
  const bare = plain(value);
  if (typeof bare === "string" && !isTyped(value)) return goInt(Buffer.byteLength(bare));
  if (Array.isArray(bare)) return goInt(bare.length);
  if (isObject(bare)) return goInt(Object.keys(bare).length);
  throw new FunctionError(`len of type ${typeName(value)}`);
}

function index(item: Value, indexes: readonly Value[]): Value {
  if (item === null || item === undefined) throw new FunctionError("index of untyped nil");
  return indexes.reduce<Value>((found, one) => {
    if (found === null || found === undefined) throw new FunctionError("index of nil pointer");
    return element(found, one);
  }, item);
}

function element(item: Value, one: Value): Value {
  if (isTyped(item)) throw new FunctionError(`can't index item of type ${typeName(item)}`);
  if (Array.isArray(item)) return item[place(one, item.length, "slice")] as Json;
  if (typeof item === "string") {
    const bytes = Buffer.from(item);
    return goByte(bytes[place(one, bytes.length, "string")] as number);
  }
  if (!isObject(item)) throw new FunctionError(`can't index item of type ${typeName(item)}`);
  if (one === null || one === undefined) throw new FunctionError("value is nil; should be of type string");
  if (typeof one !== "string" || isTyped(one))
    throw new FunctionError(`value has type ${typeName(one)}; should be string`);
  return Object.hasOwn(item, one) ? (item[one] as Json) : null;
}

/** An index as a number from 0 to `cap`. */
function position(value: Value, cap: number): number {
  if (value === null || value === undefined) throw new FunctionError("cannot index slice/array with nil");
  const kind = kindOf(value);
  if (kind !== "int" && kind !== "uint")
    throw new FunctionError(`cannot index slice/array with type ${typeName(value)}`);
  const at = Number(plain(value));
  if (at < 0 || at > cap) throw new FunctionError(`index out of range: ${plain(value)}`);
  return at;
}

/** An index of one element: Go's own words for the place just behind the last. */
function place(value: Value, length: number, what: "slice" | "string"): number {
  const at = position(value, length);
  if (at === length) throw new FunctionError(`reflect: ${what} index out of range`);
  return at;
}

function slice(item: Value, indexes: readonly Value[]): Value {
  if (item === null || item === undefined) throw new FunctionError("slice of untyped nil");
  if (indexes.length > 3) throw new FunctionError(`too many slice indexes: ${indexes.length}`);
  const isText = typeof item === "string";
  if (isText && indexes.length === 3) throw new FunctionError("cannot 3-index slice a string");
  if (!isText && !Array.isArray(item)) throw new FunctionError(`can't slice item of type ${typeName(item)}`);
  const bytes = isText ? Buffer.from(item) : (item as Json[]);
  const [start = 0, end = bytes.length, cap] = indexes.map((one) => position(one, bytes.length));
  if (start > end) throw new FunctionError(`invalid slice index: ${start} > ${end}`);
  if (cap !== undefined && end > cap) throw new FunctionError(`invalid slice index: ${end} > ${cap}`);
  return isText ? (bytes as Buffer).subarray(start, end).toString("utf8") : (bytes as Json[]).slice(start, end);
}

/** Stands in call's error for the text of its argument, which only the caller knows. */
export const CALLED = "\u0000called";

function call(value: Value): Value {
  if (value === null || value === undefined) throw new FunctionError("call of nil");
  throw new FunctionError(`non-function ${CALLED} of type ${typeName(value)}`);
}

/** kubectl's own: whether `index` would find something other than null there. */
function exists(item: Value, indexes: readonly Value[]): boolean {
  if (indexes.length === 0) return true;
  try {
    const found = index(item, indexes);
    return found !== null && found !== undefined;
  } catch (error) {
    if (error instanceof FunctionError) return false;
    throw error;
  }
}

/** kubectl's own: decodes standard base64, line breaks allowed. */
function base64decode(text: string): string {
  const bad = firstBad(text);
  if (bad >= 0) throw new FunctionError(`base64 decode failed: illegal base64 data at input byte ${bad}`);
  return Buffer.from(text, "base64").toString("utf8");
}

function firstBad(text: string): number {
  const bytes = Buffer.from(text).toString("latin1");
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const one = bytes[at] as string;
    if (one === "\n" || one === "\r") continue;
    if (/[A-Za-z0-9+/]/.test(one)) count++;
    else if (one === "=") return badPadding(bytes, at, count % 4);
    else return at;
  }
  return count % 4 === 0 ? -1 : bytes.length - (count % 4);
}

/** Go names the place of the padding that is too early, too short, or followed by more. */
function badPadding(bytes: string, at: number, used: number): number {
  if (used < 2) return at;
  let end = at + 1;
  const skip = () => {
    while (bytes[end] === "\n" || bytes[end] === "\r") end++;
  };
  skip();
  if (used === 2) {
    if (end >= bytes.length) return bytes.length;
    if (bytes[end] !== "=") return end - 1;
    end++;
    skip();
  }
  return end < bytes.length ? end : -1;
}
