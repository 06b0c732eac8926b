import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import { CRDS } from "../kinds/types.ts";

/** OpenAPI documents of custom types, by path: enough for `explain` and for clients that look up a schema. */
export function customDocuments({ store }: Machine): Map<string, JsonObject> {
  const documents = new Map<string, JsonObject>();
  for (const definition of store.list(CRDS)) {
    const spec = definition.spec as JsonObject;
    for (const version of spec.versions as JsonObject[]) {
      const path = `apis/${spec.group}/${version.name}`;
      const before = documents.get(path);
      documents.set(path, merged(before, documentOf(spec, version)));
    }
  }
  return documents;
}

function documentOf(spec: JsonObject, version: JsonObject): JsonObject {
  const { kind, plural } = spec.names as Readonly<Record<string, string>>;
  const [group, name] = [String(spec.group), String(version.name)];
  const schema =
    isObject(version.schema) && isObject(version.schema.openAPIV3Schema) ? version.schema.openAPIV3Schema : {};
  const key = `${group.split(".").reverse().join(".")}.${name}.${kind}`;
  const place = spec.scope === "Namespaced" ? "namespaces/{namespace}/" : "";
  const gvk = { group, version: name, kind: kind as Json };
  const operation = (action: string) => ({
    // Clients look here whether the server checks fields by itself.
    parameters: [{ name: "fieldValidation", in: "query", schema: { type: "string", uniqueItems: true } }],
    "x-kubernetes-action": action,
    "x-kubernetes-group-version-kind": gvk,
  });
  const list = `/apis/${group}/${name}/${place}${plural}`;
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes CRD Swagger", version: "v0.1.0" },
    paths: {
      [list]: { post: operation("post") },
      [`${list}/{name}`]: { put: operation("put"), patch: operation("patch") },
    },
    components: { schemas: { [key]: { ...schema, "x-kubernetes-group-version-kind": [gvk] } } },
  };
}

function merged(before: JsonObject | undefined, after: JsonObject): JsonObject {
  if (!before) return after;
  const schemas = (one: JsonObject) => (one.components as JsonObject).schemas as JsonObject;
  return {
    ...after,
    paths: { ...(before.paths as JsonObject), ...(after.paths as JsonObject) },
    components: { schemas: { ...schemas(before), ...schemas(after) } },
  };
}
