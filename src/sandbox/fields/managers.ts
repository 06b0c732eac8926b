import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { type FieldSet, fromFieldsV1, isEmpty, toFieldsV1 } from "./field-set.ts";

/** Who wrote, and how. */
export interface Manager {
  readonly name: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  /** "status", "scale", …; empty for the object as a whole. */
  readonly subresource: string;
}

/** One entry of metadata.managedFields. */
export interface Managed extends Manager {
  readonly time: string;
  readonly fields: FieldSet;
}

/** An object's metadata.managedFields. */
export function managersOf(object: KubeObject | undefined): readonly Managed[] {
  const entries = isObject(object?.metadata) ? object.metadata.managedFields : undefined;
  return Array.isArray(entries) ? entries.filter(isObject).map(managed) : [];
}

const managed = (entry: JsonObject): Managed => ({
  name: String(entry.manager ?? ""),
  operation: entry.operation === "Apply" ? "Apply" : "Update",
  apiVersion: String(entry.apiVersion ?? ""),
  subresource: String(entry.subresource ?? ""),
  time: String(entry.time ?? ""),
  fields: fromFieldsV1(entry.fieldsV1),
});

export const isSameManager = (a: Manager, b: Manager): boolean =>
  a.name === b.name && a.operation === b.operation && a.apiVersion === b.apiVersion && a.subresource === b.subresource;

/** The object with these managers: those who apply first, then by time and name; who owns nothing is left out. */
export function withManagers(object: KubeObject, managers: readonly Managed[]): KubeObject {
  const { managedFields: _, ...metadata } = isObject(object.metadata) ? object.metadata : {};
  const entries = managers
    .filter(({ fields }) => !isEmpty(fields))
    .sort(byRank)
    .map(entry);
  return { ...object, metadata: entries.length > 0 ? { ...metadata, managedFields: entries } : metadata };
}

const rank = ({ operation, time, name, apiVersion, subresource }: Managed): string =>
  [operation, time, name, apiVersion, subresource].join("\0");

const byRank = (a: Managed, b: Managed): number => (rank(a) < rank(b) ? -1 : 1);

const entry = ({ name, operation, apiVersion, time, fields, subresource }: Managed): Json => ({
  manager: name,
  operation,
  apiVersion,
  ...(time ? { time } : {}),
  fieldsType: "FieldsV1",
  fieldsV1: toFieldsV1(fields),
  ...(subresource ? { subresource } : {}),
});
