import { LAST_APPLIED } from "../core/last-applied.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../core/object.ts";
import { equals } from "../patch/own.ts";
import { hasPath, unite } from "./field-set.ts";

export const managedFieldsOf = ({ metadata }: KubeObject): JsonObject[] => {
  const list = isObject(metadata) ? metadata.managedFields : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/** The managers that own the annotation of the last apply through this operation ("Apply" or "Update"). */
export function annotationOwners(fields: readonly JsonObject[], operation: string): string[] {
  const path = ["f:metadata", "f:annotations", `f:${LAST_APPLIED}`];
  const owning = fields.filter((entry) => entry.operation === operation && hasPath(entry.fieldsV1, path));
  return [...new Set(owning.map(({ manager }) => String(manager ?? "")))].sort();
}

/**
 * Hands the fields of client-side managers over to a server-side one, so that fields which leave the manifest can leave
 * the object; undefined when there is nothing to hand over.
 */
export function handOver(fields: readonly JsonObject[], from: readonly string[], to: string): JsonObject[] | undefined {
  const after = from.reduce<readonly JsonObject[]>((entries, name) => handOverOne(entries, name, to), fields);
  return equals([...after], [...fields]) ? undefined : [...after];
}

function handOverOne(entries: readonly JsonObject[], from: string, to: string): readonly JsonObject[] {
  const isOld = (entry: JsonObject) => isEntry(entry, from, "Update");
  const own = entries.findIndex((entry) => isEntry(entry, to, "Apply"));
  const at = own >= 0 ? own : entries.findIndex(isOld);
  if (at < 0) return entries;
  const heir: JsonObject = { ...(entries[at] as JsonObject), manager: to, operation: "Apply" };
  // Fields are compared within one version only.
  const giver = entries.find((entry) => isOld(entry) && entry.apiVersion === heir.apiVersion);
  const fieldsV1 = giver ? unite(fieldsOf(heir), fieldsOf(giver)) : fieldsOf(heir);
  const changed = entries.map((entry, place) => (place === at ? { ...heir, fieldsV1 } : entry));
  return changed.filter((entry, place) => place === at || !isOld(entry));
}

const fieldsOf = ({ fieldsV1 }: JsonObject): JsonObject => (isObject(fieldsV1) ? fieldsV1 : {});

const isEntry = (entry: JsonObject, manager: string, operation: string): boolean =>
  entry.manager === manager && entry.operation === operation && !entry.subresource;

/** The entries as Kubernetes' own clients spell them. */
export const entriesInOrder = (entries: readonly JsonObject[]): JsonObject[] =>
  entries.map((entry) => {
    const keys = ["manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1", "subresource"];
    return Object.fromEntries(keys.filter((key) => Object.hasOwn(entry, key)).map((key) => [key, entry[key] as Json]));
  });
