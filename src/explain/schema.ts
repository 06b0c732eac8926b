import { isObject, type Json, type JsonObject } from "../core/object.ts";

/** The object at a key; an empty one when there is none. */
export const part = (holder: Json | undefined, key: string): JsonObject => {
  const found = isObject(holder) ? holder[key] : undefined;
  return isObject(found) ? found : {};
};

export const isThere = (schema: JsonObject): boolean => Object.keys(schema).length > 0;

/** The objects of a list at a key. */
export const several = (holder: JsonObject, key: string): JsonObject[] => {
  const found = holder[key];
  return Array.isArray(found) ? found.filter(isObject) : [];
};

export const text = (value: Json | undefined): string => (value === undefined || value === null ? "" : String(value));

/** The name at the end of a schema's reference to another. */
export const referenceOf = (schema: JsonObject): string => text(schema.$ref).split("/").at(-1) ?? "";

/** A kind as schemas and paths name it. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const KIND = "x-kubernetes-group-version-kind";

const kindOf = (value: Json | undefined): Kind | undefined =>
  isObject(value) ? { group: text(value.group), version: text(value.version), kind: text(value.kind) } : undefined;

/** The kind that the paths of a document serve under a plural name; undefined when there is none. */
export function kindAt(
  document: JsonObject,
  { group, version, plural }: { readonly group: string; readonly version: string; readonly plural: string },
): Kind | undefined {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const places = [`${root}/namespaces/{namespace}/${plural}`, `${root}/${plural}`];
  for (const place of [...places, ...places.map((one) => `${one}/{name}`)]) {
    for (const operation of Object.values(part(part(document, "paths"), place))) {
      const kind = kindOf(part(operation, KIND));
      if (kind?.kind) return kind;
    }
  }
  return undefined;
}

/** The schema of a kind among others. */
export const schemaOfKind = (schemas: JsonObject, { group, version, kind }: Kind): JsonObject | undefined =>
  Object.values(schemas)
    .filter(isObject)
    .find((schema) =>
      several(schema, KIND)
        .map(kindOf)
        .some((one) => one?.kind === kind && one.version === version && one.group === group),
    );
