import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { customOf } from "./custom.ts";
import { mismatch, type Place } from "./mistake.ts";
import { type Field, type GoType, structOf } from "./structs.ts";

/** Reads JSON into Go's types. As Go, it goes on after a value of the wrong type and tells about the first one. */
class Reader {
  mistake: CliError | undefined;
  private readonly sorted: boolean;

  /** `sorted`: mistakes are met in the order of the keys, as in JSON made of YAML; else in the order of the text. */
  constructor(sorted: boolean) {
    this.sorted = sorted;
  }

  /** The value as its type writes it; nothing gives the type's zero value. */
  form(value: Json | undefined, type: GoType, place: Place): Json {
    if (value === undefined || (value === null && type.name !== "resource.Quantity")) return this.zero(type);
    switch (type.form) {
      case "custom":
        return value === null ? customOf(type.name).zero : customOf(type.name).read(value, place);
      case "struct":
        return isObject(value) ? this.struct(value, type.key as string, place.path) : this.wrong(value, type, place);
      case "list": {
        if (!Array.isArray(value)) return this.wrong(value, type, place);
        return value.map((item) => this.form(item, type.element as GoType, place));
      }
      case "map":
        return isObject(value) ? this.map(value, type.element as GoType, place) : this.wrong(value, type, place);
      case "bytes":
        return this.bytes(value, type, place);
      default:
        return fits(value, type) ? value : this.wrong(value, type, place);
    }
  }

  struct(value: JsonObject, key: string, path: readonly string[]): JsonObject {
    const { name: struct, fields } = structOf(key);
    const byName = new Map(fields.map((field) => [field.name, field]));
    const found = new Map<Field, Json>();
    for (const name of this.keys(value)) {
      const field = byName.get(name);
      if (!field) continue;
      const place = { struct, path: [...path, ...field.via, name] };
      found.set(field, this.form(value[name], field.type, place));
    }
    const written: JsonObject = {};
    for (const field of fields) {
      const given = value[field.name] ?? null;
      const formed = found.get(field) ?? this.zero(field.type);
      if (!isLeftOut(field, given, formed)) written[field.name] = formed;
    }
    return written;
  }

  private map(value: JsonObject, element: GoType, place: Place): JsonObject {
    const read = Object.fromEntries(this.keys(value).map((key) => [key, this.form(value[key], element, place)]));
    return Object.fromEntries(Object.entries(read).sort(([a], [b]) => compareBytes(a, b)));
  }

  private bytes(value: Json, type: GoType, place: Place): Json {
    if (Array.isArray(value)) return Buffer.from(value.map(Number)).toString("base64");
    if (typeof value !== "string") return this.wrong(value, type, place);
    const text = value.replace(/[\r\n]/g, "");
    const at = badBase64(text);
    if (at === undefined) return text;
    this.mistake ??= new CliError(`illegal base64 data at input byte ${at}`);
    return null;
  }

  private zero(type: GoType): Json {
    if (type.isPointer) return null;
    switch (type.form) {
      case "struct":
        return this.struct({}, type.key as string, []);
      case "custom":
        return customOf(type.name).zero;
      case "string":
        return "";
      case "bool":
        return false;
      case "list":
      case "map":
      case "bytes":
        return null;
      default:
        return 0;
    }
  }

  private wrong(value: Json, type: GoType, place: Place): Json {
    this.mistake ??= mismatch(value, type, place);
    return this.zero(type);
  }

  private keys(value: JsonObject): string[] {
    const keys = Object.keys(value);
    return this.sorted ? keys.sort(compareBytes) : keys;
  }
}

/** Where a text stops being base64; undefined for one that is. */
function badBase64(text: string): number | undefined {
  const at = text.search(/[^A-Za-z0-9+/]/);
  const body = at < 0 ? text.length : at;
  const rest = text.slice(body);
  if (text.length % 4 === 0 && /^={0,2}$/.test(rest)) return undefined;
  return rest === "" || /^=+$/.test(rest) ? text.length - (text.length % 4) : body;
}

function fits(value: Json, { form }: GoType): boolean {
  switch (form) {
    case "string":
      return typeof value === "string";
    case "bool":
      return typeof value === "boolean";
    case "float64":
      return typeof value === "number" || typeof value === "bigint";
    default: {
      if (typeof value !== "bigint" && !Number.isInteger(value)) return false;
      const bits = form === "int32" ? 32 : 64;
      return BigInt.asIntN(bits, BigInt(value as number)) === BigInt(value as number);
    }
  }
}

/** Go's omitempty never leaves a struct out; omitzero does. */
function isLeftOut({ type, omitEmpty, omitZero }: Field, given: Json, formed: Json): boolean {
  if (omitZero && given === null) return true;
  if (!omitEmpty) return false;
  if (type.isPointer) return given === null;
  if (type.form === "struct" || type.form === "custom") return false;
  if (formed === null || formed === "" || formed === false || formed === 0) return true;
  return type.form === "list" || type.form === "map" ? Object.keys(formed as object).length === 0 : false;
}

/**
 * An object as kubectl has it once it is decoded: the fields that its Go type knows, in their order, in their own spelling,
 * with the zero values that Go writes. Throws Go's error for the first value of a wrong type.
 */
export function formed(object: JsonObject, key: string, sorted: boolean): JsonObject {
  const reader = new Reader(sorted);
  const written = reader.struct(object, key, []);
  if (reader.mistake) throw reader.mistake;
  return written;
}
