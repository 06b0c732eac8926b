import { formatG } from "../../core/json/go-float.ts";
import { isObject, type Json } from "../../core/object.ts";
import { goText, goType, isFloat } from "../go-value.ts";

const TYPE = Symbol("go type");

/** A value whose Go type decoded JSON does not tell: a constant's int, a float that is whole, a byte, a function. */
export interface Typed {
  readonly [TYPE]: "int" | "float64" | "uint8" | "complex128";
  readonly value: number | bigint | string;
}

/** What a template computes with; undefined is no value at all (a missing key, or null at the end of a pipeline). */
export type Value = Json | Typed | undefined;

export const goInt = (value: number | bigint): Typed => ({ [TYPE]: "int", value });
export const goFloat = (value: number): Typed => ({ [TYPE]: "float64", value });
export const goByte = (value: number): Typed => ({ [TYPE]: "uint8", value });
export const goComplex = (value: string): Typed => ({ [TYPE]: "complex128", value });

export const isTyped = (value: Value): value is Typed => typeof value === "object" && value !== null && TYPE in value;

/** The value without its Go type. */
export const plain = (value: Value): Json =>
  isTyped(value) ? value.value : value === undefined ? null : (value as Json);

/** The name of a value's Go type; "<nil>" for nothing. */
export const typeName = (value: Value): string => (isTyped(value) ? value[TYPE] : goType((value ?? null) as Json));

export const isMap = (value: Value): value is { [key: string]: Json } => !isTyped(value) && isObject(value);

export type Kind = "int" | "uint" | "float" | "bool" | "string" | "complex" | "other";

/** The kind Go's comparisons and formats look at. */
export function kindOf(value: Value): Kind {
  if (isTyped(value)) {
    const type = value[TYPE];
    return type === "int" ? "int" : type === "uint8" ? "uint" : type === "float64" ? "float" : "complex";
  }
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return isFloat(value) ? "float" : "int";
  return "other";
}

/** Go's %v of a value. */
export function valueText(value: Value): string {
  if (!isTyped(value)) return goText((value ?? null) as Json);
  return value[TYPE] === "float64" ? formatG(value.value as number) : String(value.value);
}

/** Whether `if` and `and` take it for true: neither empty nor zero. */
export function isTrue(value: Value): boolean {
  const bare = plain(value);
  if (Array.isArray(bare)) return bare.length > 0;
  if (isObject(bare)) return Object.keys(bare).length > 0;
  if (typeof bare === "bigint") return bare !== 0n;
  return isTyped(value) && value[TYPE] === "complex128" ? bare !== "(0+0i)" : Boolean(bare);
}
