import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { isQuantity } from "../../core/quantity.ts";
import type { Field, Message } from "../protobuf/messages.ts";
import { messageName } from "../protobuf/names.ts";

type Messages = ReadonlyMap<string, Message>;

/** An object as far as its kind knows its fields. */
export interface Checked {
  /** Without the fields that its kind does not have. */
  readonly object: KubeObject;
  /** Paths of fields that its kind does not have ("spec.template.spec.containers[0].imag"). */
  readonly unknown: readonly string[];
}

/** A value of the wrong type, in the words of Go's decoder. */
export class FieldTypeError extends Error {}

/**
 * Compares an object of a built-in kind with the fields that its kind has; undefined for kinds without a message. Throws
 * FieldTypeError for a value of the wrong type.
 */
export function checkFields(object: KubeObject, messages: Messages): Checked | undefined {
  const name = messageName(String(object.apiVersion ?? ""), String(object.kind ?? ""), messages);
  if (!name) return undefined;
  const unknown: string[] = [];
  const { apiVersion, kind, ...rest } = object;
  const checked = fields(rest, name, { path: "", messages, unknown });
  return {
    object: {
      ...(kind === undefined ? {} : { kind }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...checked,
    },
    unknown,
  };
}

interface Walk {
  readonly path: string;
  readonly messages: Messages;
  readonly unknown: string[];
}

/** Messages whose JSON is anything, or has a form of its own. */
const ANYTHING = /\.(RawExtension|JSON|JSONSchemaPropsOr\w+|JSONSchemaProps|FieldsV1|Duration|MicroTime|Time)$/;

const structName = (message: string): string => message.slice(message.lastIndexOf(".") + 1);

function fields(object: JsonObject, name: string, walk: Walk): JsonObject {
  const byName = fieldsOf(name, walk.messages);
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    const path = walk.path === "" ? key : `${walk.path}.${key}`;
    const field = byName.get(key);
    if (!field) walk.unknown.push(path);
    else kept[key] = value === null ? null : shaped(value, field, structName(name), { ...walk, path });
  }
  return kept;
}

const known = new WeakMap<Message, ReadonlyMap<string, Field>>();

/** A message's fields by the names JSON has for them. */
function fieldsOf(name: string, messages: Messages): ReadonlyMap<string, Field> {
  const message = messages.get(name) as Message;
  const found = known.get(message);
  if (found) return found;
  const entries = [...message.values()].flatMap((field): [string, Field][] =>
    field.shape === "inline" ? [...fieldsOf(field.type, messages)] : [[field.name, field]],
  );
  const byName = new Map(entries);
  known.set(message, byName);
  return byName;
}

function shaped(value: Json, field: Field, struct: string, walk: Walk): Json {
  if (field.shape === "list") {
    if (!Array.isArray(value)) throw mismatch(value, struct, walk.path, `[]${goType(field)}`);
    return value.map((item, at) =>
      item === null ? null : single(item, field, struct, { ...walk, path: `${walk.path}[${at}]` }),
    );
  }
  if (field.shape === "map") {
    if (!isObject(value)) throw mismatch(value, struct, walk.path, `map[string]${goType(field)}`);
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, one === null ? null : single(one, field, struct, walk)]),
    );
  }
  return single(value, field, struct, walk);
}

function single(value: Json, field: Field, struct: string, walk: Walk): Json {
  const { type } = field;
  if (!type.includes(".")) {
    if (!fits(value, type)) throw mismatch(value, struct, walk.path, goType(field));
    return value;
  }
  if (type.endsWith(".Quantity")) return quantity(value);
  if (type.endsWith(".IntOrString")) {
    if (typeof value !== "string" && !Number.isInteger(value))
      throw mismatch(value, struct, walk.path, "intstr.IntOrString");
    return value;
  }
  const message = walk.messages.get(type);
  if (ANYTHING.test(type) || !message) return value;
  const only = message.size === 1 ? message.get(1) : undefined;
  if (only?.name === "items" && Array.isArray(value)) return value;
  if (!isObject(value)) throw mismatch(value, struct, walk.path, goType(field));
  return fields(value, type, walk);
}

function quantity(value: Json): Json {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text === "string" && isQuantity(text)) return text;
  throw new FieldTypeError(
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  );
}

function fits(value: Json, type: string): boolean {
  if (type === "string" || type === "bytes") return typeof value === "string";
  if (type === "bool") return typeof value === "boolean";
  if (type === "double") return typeof value === "number" || typeof value === "bigint";
  return Number.isInteger(value) || typeof value === "bigint";
}

const PLACES: Readonly<Record<string, string>> = { "k8s.io.apimachinery.pkg.apis.meta.v1": "v1" };

/** A field's type as Go names it. */
function goType({ type }: Field): string {
  if (type === "double") return "float64";
  if (type === "bytes") return "[]uint8";
  if (!type.includes(".")) return type;
  const place = type.slice(0, type.lastIndexOf("."));
  return `${PLACES[place] ?? place.split(".").at(-1)}.${structName(type)}`;
}

function mismatch(value: Json, struct: string, path: string, type: string): FieldTypeError {
  const word = Array.isArray(value)
    ? "array"
    : typeof value === "boolean"
      ? "bool"
      : typeof value === "bigint"
        ? "number"
        : typeof value;
  const plain = path.replace(/\[\d+\]/g, "");
  const shown = typeof value === "number" && !Number.isInteger(value) ? `number ${value}` : word;
  return new FieldTypeError(`json: cannot unmarshal ${shown} into Go struct field ${struct}.${plain} of type ${type}`);
}
