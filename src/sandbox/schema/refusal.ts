import type { Json } from "../../core/object.ts";
import { goType as goTypeOf } from "../../patch/go-text.ts";
import type { Field } from "../protobuf/messages.ts";

/** An object that its kind's schema refuses: a value of the wrong type, or unknown fields where they are forbidden. */
export class SchemaError extends Error {}

/** A value that does not fit, and where. */
export interface Misfit {
  readonly value: Json;
  readonly field: Field;
  /** What was wanted: the list or map as a whole, one of its values, or something with a text form of its own. */
  readonly wanted: "list" | "map" | "struct" | "bytes" | "scalar" | "port";
  /** The struct around the field. */
  readonly struct: string;
  readonly path: string;
}

/** In whose words a misfit is told. */
export type Words = (misfit: Misfit) => string;

const structName = (message: string): string => message.slice(message.lastIndexOf(".") + 1);

/** In the words of Go's JSON decoder. */
export const decoderWords: Words = ({ value, field, wanted, struct, path }) => {
  const plain = path.replace(/\[\d+\]/g, "");
  const type =
    wanted === "port" ? "int32" : `${{ list: "[]", map: "map[string]" }[wanted as string] ?? ""}${goType(field)}`;
  return `json: cannot unmarshal ${jsonWord(value, type)} into Go struct field ${struct}.${plain} of type ${type}`;
};

/** What Go calls a JSON value; numbers are spelled only where another number would have done. */
export function jsonWord(value: Json, type = ""): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  if (typeof value !== "number" && typeof value !== "bigint") return typeof value;
  return /^int/.test(type) ? `number ${value}` : "number";
}

/** In the words of the conversion that ends a strategic merge patch. */
export const conversionWords: Words = ({ value, field, wanted }) => {
  const type = goTypeOf(value)
    .replace(/^map.*/, "map")
    .replace(/^\[\].*/, "slice");
  switch (wanted) {
    case "port":
      return `json: cannot unmarshal ${jsonWord(value)} into Go value of type int32`;
    case "list":
    case "bytes":
      return `cannot restore slice from ${type}`;
    case "map":
      return `cannot restore map from ${type}`;
    case "struct":
      return `cannot restore struct from: ${type}`;
  }
  const wantedType = goType(field);
  const mayConvert =
    (type === "int64" && wantedType === "string") || (type === "float64" && wantedType.startsWith("int"));
  return mayConvert ? `cannot convert ${type} to ${wantedType}` : `unrecognized type: ${wantedType}`;
};

const PLACES: Readonly<Record<string, string>> = { "k8s.io.apimachinery.pkg.apis.meta.v1": "v1" };

/** A field's type as Go names it. */
function goType({ type }: Field): string {
  if (type === "double") return "float64";
  if (type === "bytes") return "[]uint8";
  if (!type.includes(".")) return type;
  const place = type.slice(0, type.lastIndexOf("."));
  return `${PLACES[place] ?? place.split(".").at(-1)}.${structName(type)}`;
}
