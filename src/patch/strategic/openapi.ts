import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { own } from "../own.ts";
import { fieldOf, type PatchField, type PatchType, PLAIN } from "./type.ts";

const GROUP_VERSION_KIND = "x-kubernetes-group-version-kind";
const STRATEGIC = "application/strategic-merge-patch+json";

/** A kind with its group ("" for core) and version. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The patch strategies of a kind from the OpenAPI v3 document of its group and version; undefined when it is not in it. */
export function openApiType(document: JsonObject, wanted: GroupVersionKind): PatchType | undefined {
  const schemas = child(child(document, "components"), "schemas");
  const types = new Map<string, PatchType>();
  const named = (name: string): PatchType => {
    const type = types.get(name) ?? structure(child(schemas, name), lastWord(name), named);
    types.set(name, type);
    return type;
  };
  const name = Object.keys(schemas).find((key) => listOf(child(schemas, key), GROUP_VERSION_KIND).some(isKind(wanted)));
  return name === undefined ? undefined : named(name);
}

/** Whether the server says that it takes strategic merge patches of a kind; it does not for custom resources. */
export function takesStrategicPatch(document: JsonObject, wanted: GroupVersionKind): boolean {
  return Object.values(child(document, "paths")).some((path) => {
    const operation = child(path, "patch");
    const isWanted = isKind(wanted)(own(operation, GROUP_VERSION_KIND) ?? null);
    return isWanted && Object.hasOwn(child(child(operation, "requestBody"), "content"), STRATEGIC);
  });
}

type Resolve = (name: string) => PatchType;

function structure(schema: JsonObject, name: string, resolve: Resolve): PatchType {
  const properties = child(schema, "properties");
  if (Object.keys(properties).length === 0) return { ...PLAIN, name };
  const fields = new Map<string, PatchField>();
  const field = (key: string): PatchField | undefined => {
    if (!Object.hasOwn(properties, key)) return undefined;
    const found = fields.get(key) ?? property(child(properties, key), resolve);
    fields.set(key, found);
    return found;
  };
  return { name, field };
}

function property(schema: JsonObject, resolve: Resolve): PatchField {
  const strategy = text(schema, "x-kubernetes-patch-strategy");
  return fieldOf(typeOf(schema, resolve), strategy, text(schema, "x-kubernetes-patch-merge-key"));
}

/** The type that a property refers to, or that its elements do; its own properties where it is written in place. */
function typeOf(schema: JsonObject, resolve: Resolve): PatchType {
  const inner = isObject(schema.items) ? schema.items : schema;
  const parts = [inner, ...listOf(inner, "allOf").filter(isObject)];
  const reference = parts.map((part) => text(part, "$ref")).find(Boolean);
  return reference === undefined ? structure(inner, "object", resolve) : resolve(lastSegment(reference));
}

const isKind = (wanted: GroupVersionKind) => (value: Json) =>
  isObject(value) &&
  value.kind === wanted.kind &&
  value.version === wanted.version &&
  (value.group ?? "") === wanted.group;

const lastSegment = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);
const lastWord = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function child(object: Json, key: string): JsonObject {
  const value = isObject(object) ? own(object, key) : undefined;
  return isObject(value) ? value : {};
}

function listOf(object: JsonObject, key: string): Json[] {
  const value = own(object, key);
  return Array.isArray(value) ? value : [];
}

function text(object: JsonObject, key: string): string {
  const value = own(object, key);
  return typeof value === "string" ? value : "";
}
