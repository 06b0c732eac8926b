import { readJson } from "../../core/json/read.ts";
import type { Json, JsonObject, KubeObject } from "../../core/object.ts";
import { type Field, type Message, protobufMessages } from "./messages.ts";
import { messageName } from "./names.ts";
import { readWire } from "./wire.ts";

/** Before every object: "k8s" and a zero. */
const MAGIC = Buffer.from("k8s\0");

const META = "k8s.io.apimachinery.pkg.apis.meta.v1";

/** Reads an object that a client sent as application/vnd.kubernetes.protobuf; throws Error for bytes that are none. */
export async function decodeProtobuf(bytes: Buffer): Promise<KubeObject> {
  if (!bytes.subarray(0, 4).equals(MAGIC)) throw new Error("provided data does not appear to be a protobuf message");
  const messages = await protobufMessages();
  const { typeMeta, raw } = envelope(bytes.subarray(4));
  const name = messageName(typeMeta.apiVersion, typeMeta.kind, messages);
  if (!name) throw new Error(`no kind "${typeMeta.kind}" is registered for version "${typeMeta.apiVersion}"`);
  return { kind: typeMeta.kind, apiVersion: typeMeta.apiVersion, ...(decode(raw, name, messages) as JsonObject) };
}

/** runtime.Unknown: what kind of thing it is, and its bytes. */
function envelope(bytes: Buffer): { typeMeta: { apiVersion: string; kind: string }; raw: Buffer } {
  const fields = readWire(bytes);
  const bytesOf = (number: number, list = fields) =>
    (list.find((one) => one.number === number)?.value as Buffer | undefined) ?? Buffer.alloc(0);
  const type = readWire(bytesOf(1));
  return {
    typeMeta: { apiVersion: bytesOf(1, type).toString("utf8"), kind: bytesOf(2, type).toString("utf8") },
    raw: bytesOf(2),
  };
}

type Special = (bytes: Buffer) => Json | undefined;

const first = (bytes: Buffer, number: number): bigint | Buffer | undefined =>
  readWire(bytes).find((one) => one.number === number)?.value;
const text = (value: bigint | Buffer | undefined): string => (Buffer.isBuffer(value) ? value.toString("utf8") : "");
const signed = (value: bigint | Buffer | undefined): number =>
  typeof value === "bigint" ? Number(BigInt.asIntN(64, value)) : 0;

/** Seconds and nanoseconds; the zero time is written as nothing at all. */
const time =
  (digits: number): Special =>
  (bytes) => {
    if (bytes.length === 0) return undefined;
    const moment = new Date(signed(first(bytes, 1)) * 1000 + signed(first(bytes, 2)) / 1e6).toISOString();
    return digits === 0 ? moment.replace(/\.\d+Z$/, "Z") : moment.replace("Z", "000Z");
  };

const rawJson: Special = (bytes) => {
  const raw = first(bytes, 1);
  return Buffer.isBuffer(raw) && raw.length > 0 ? readJson(raw.toString("utf8")) : undefined;
};

/** Messages that JSON writes in a form of their own. */
const SPECIAL: Readonly<Record<string, Special>> = {
  "k8s.io.apimachinery.pkg.api.resource.Quantity": (bytes) => text(first(bytes, 1)) || "0",
  "k8s.io.apimachinery.pkg.util.intstr.IntOrString": (bytes) =>
    signed(first(bytes, 1)) === 1 ? text(first(bytes, 3)) : signed(first(bytes, 2)),
  [`${META}.Time`]: time(0),
  [`${META}.MicroTime`]: time(6),
  [`${META}.Duration`]: (bytes) => `${signed(first(bytes, 1)) / 1e9}s`,
  [`${META}.FieldsV1`]: rawJson,
  "k8s.io.apimachinery.pkg.runtime.RawExtension": rawJson,
  "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON": rawJson,
};

/** Numbers whose zero says something; elsewhere a zero is a field that was not set. */
const ZEROS = new Set(["replicas", "value", "completions", "parallelism", "backoffLimit", "partition", "minReplicas"]);

function decode(bytes: Buffer, name: string, messages: ReadonlyMap<string, Message>): Json | undefined {
  const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : undefined;
  if (special) return special(bytes);
  const message = messages.get(name) as Message;
  // Lists with names of their own (ExtraValue, Verbs) are messages with one field "items".
  const object: JsonObject = {};
  for (const { number, value } of readWire(bytes)) {
    const field = message.get(number);
    if (field) put(object, field, value, messages);
  }
  const only = message.size === 1 ? message.get(1) : undefined;
  return only?.name === "items" && only.shape === "list" && only.type === "string" ? (object.items ?? []) : object;
}

function put(object: JsonObject, field: Field, wire: bigint | Buffer, messages: ReadonlyMap<string, Message>): void {
  const set = (value: Json): void => {
    Object.defineProperty(object, field.name, { value, writable: true, enumerable: true, configurable: true });
  };
  if (field.shape === "map") {
    const entry = readWire(wire as Buffer);
    const key = text(entry.find((one) => one.number === 1)?.value);
    const found = entry.find((one) => one.number === 2)?.value ?? Buffer.alloc(0);
    const map = (Object.hasOwn(object, field.name) ? object[field.name] : {}) as JsonObject;
    const value = scalar(field, found, messages) ?? "";
    return set({ ...map, [key]: value });
  }
  const value = scalar(field, wire, messages);
  if (field.shape === "inline") return void Object.assign(object, value);
  if (field.shape === "list") {
    return set([...((object[field.name] as Json[] | undefined) ?? []), value ?? ""]);
  }
  const isUnset = value === "" || value === false || (value === 0 && !ZEROS.has(field.name));
  if (value !== undefined && !isUnset) set(value);
}

function scalar({ type }: Field, value: bigint | Buffer, messages: ReadonlyMap<string, Message>): Json | undefined {
  switch (type) {
    case "string":
      return text(value);
    case "bytes":
      return (value as Buffer).toString("base64");
    case "bool":
      return value !== 0n;
    case "double":
      return (value as Buffer).readDoubleLE();
    case "int32":
    case "int64":
    case "uint32":
      return signed(value);
    default:
      return decode(value as Buffer, type, messages);
  }
}
