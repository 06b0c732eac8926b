import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { isQuantity } from "../../core/quantity.ts";
import type { Field, Message } from "../protobuf/messages.ts";
import { messageName } from "../protobuf/names.ts";
import { decoderWords, type Misfit, SchemaError, type Words } from "./refusal.ts";

type Messages = ReadonlyMap<string, Message>;

/** An object as far as its kind knows its fields. */
export interface Checked {
  /** Without the fields that its kind does not have. */
  readonly object: KubeObject;
  /** Paths of fields that its kind does not have ("spec.template.spec.containers[0].imag"). */
  readonly unknown: readonly string[];
}

/**
 * Compares an object of a built-in kind with the fields that its kind has; undefined for kinds without a message. Throws
 * SchemaError for a value of the wrong type.
 */
export function checkFields(object: KubeObject, messages: Messages, words: Words = decoderWords): Checked | undefined {
  const name = messageName(String(object.apiVersion ?? ""), String(object.kind ?? ""), messages);
  if (!name) return undefined;
  const unknown: string[] = [];
  const { apiVersion, kind, ...rest } = object;
  const checked = fields(rest, name, { path: "", messages, unknown, words });
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
  readonly words: Words;
}

const META = "k8s.io.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** The metadata of a custom resource, compared likewise. */
export function checkMetadata(metadata: Json, messages: Messages): { metadata: Json; unknown: readonly string[] } {
  const unknown: string[] = [];
  if (!isObject(metadata)) return { metadata, unknown };
  const kept = fields(metadata, META, { path: "", messages, unknown, words: decoderWords });
  return { metadata: kept, unknown: unknown.map((path) => `metadata.${path}`) };
}

/** Messages whose JSON is anything, or has a form of its own. */
const ANYTHING = /\.(RawExtension|JSON|JSONSchemaPropsOr\w+|JSONSchemaProps|FieldsV1|Duration)$/;

const structName = (message: string): string => message.slice(message.lastIndexOf(".") + 1);

function fields(object: JsonObject, name: string, walk: Walk): JsonObject {
  const byName = fieldsOf(name, walk.messages);
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    const path = walk.path === "" ? key : `${walk.path}.${key}`;
    const field = byName.get(key);
    if (!field) walk.unknown.push(path);
    else if (!isNothing(value, field, walk))
      kept[key] = value === null ? null : shaped(value, field, structName(name), { ...walk, path });
  }
  return kept;
}

/** The server does not keep maps without entries, nor empty lists of metadata. */
function isNothing(value: Json, { shape }: Field, { path }: Walk): boolean {
  if (shape === "list") return path === "metadata" && Array.isArray(value) && value.length === 0;
  return shape === "map" && isObject(value) && Object.keys(value).length === 0;
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
  const one = (item: Json, path: string) => (item === null ? null : single(item, field, struct, { ...walk, path }));
  if (field.shape === "list") {
    if (!Array.isArray(value)) throw misfit(walk, { value, field, struct, wanted: "list" });
    return value.map((item, at) => one(item, `${walk.path}[${at}]`));
  }
  if (field.shape === "map") {
    if (!isObject(value)) throw misfit(walk, { value, field, struct, wanted: "map" });
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, one(item, walk.path)]));
  }
  return single(value, field, struct, walk);
}

const misfit = ({ words, path }: Walk, found: Omit<Misfit, "path">): SchemaError =>
  new SchemaError(words({ ...found, path }));

function single(value: Json, field: Field, struct: string, walk: Walk): Json {
  const { type } = field;
  if (!type.includes(".")) return scalar(value, field, struct, walk);
  if (type.endsWith(".Quantity")) return quantity(value);
  if (type.endsWith(".IntOrString")) {
    if (typeof value !== "string" && !Number.isInteger(value))
      throw misfit(walk, { value, field, struct, wanted: "port" });
    return value;
  }
  if (TIME.test(type)) return time(value);
  const message = walk.messages.get(type);
  if (ANYTHING.test(type) || !message) return value;
  const only = message.size === 1 ? message.get(1) : undefined;
  if (only?.name === "items" && Array.isArray(value)) return value;
  if (!isObject(value)) throw misfit(walk, { value, field, struct, wanted: "struct" });
  return fields(value, type, walk);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function scalar(value: Json, field: Field, struct: string, walk: Walk): Json {
  const isBytes = field.type === "bytes";
  if (!fits(value, field.type)) throw misfit(walk, { value, field, struct, wanted: isBytes ? "bytes" : "scalar" });
  const text = isBytes ? String(value).replace(/[\r\n]/g, "") : "";
  if (!BASE64.test(text)) throw new SchemaError(`illegal base64 data at input byte ${base64Length(text)}`);
  return value;
}

/** How much of a text is base64. */
const base64Length = (text: string): number => (/^[A-Za-z0-9+/]*/.exec(text) as RegExpExecArray)[0].length;

const TIME = /\.(Micro)?Time$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function time(value: Json): Json {
  if (typeof value === "string" && !RFC3339.test(value)) {
    const shown = JSON.stringify(value);
    throw new SchemaError(`parsing time ${shown} as "2006-01-02T15:04:05Z07:00": cannot parse ${shown} as "2006"`);
  }
  return value;
}

function quantity(value: Json): Json {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text === "string" && isQuantity(text)) return text;
  throw new SchemaError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
}

function fits(value: Json, type: string): boolean {
  if (type === "string" || type === "bytes") return typeof value === "string";
  if (type === "bool") return typeof value === "boolean";
  if (type === "double") return typeof value === "number" || typeof value === "bigint";
  return Number.isInteger(value) ? type !== "int32" || Math.abs(value as number) < 2 ** 31 : typeof value === "bigint";
}
