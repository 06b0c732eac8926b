import type { Cluster } from "../client/cluster.ts";
import type { Resource } from "../client/resource.ts";
import { CliError } from "../core/errors.ts";
import { writeGroupVersion } from "../core/names.ts";
import { isObject, type JsonObject } from "../core/object.ts";
import { openApiType, takesStrategicPatch } from "../patch/strategic/openapi.ts";
import { schemaOf } from "../patch/strategic/schema.ts";
import type { PatchType } from "../patch/strategic/type.ts";

/** The patch strategies of a type; undefined for types that take JSON merge patches only. */
export type Schemas = (resource: Resource) => Promise<PatchType | undefined>;

/**
 * Looks types up in the table of built-in kinds, and those that it lacks in the server's OpenAPI documents, each fetched
 * once; with `askServer` false such kinds are patched without strategies.
 */
export function createSchemas(cluster: Cluster, askServer: boolean): Schemas {
  const documents = new Map<string, Promise<JsonObject | undefined>>();
  return async (resource) => {
    const apiVersion = writeGroupVersion(resource);
    const known = schemaOf(apiVersion, resource.kind);
    if (known || !askServer) return known;
    const pending = documents.get(apiVersion) ?? fetchDocument(cluster, resource);
    documents.set(apiVersion, pending);
    const document = await pending;
    return document && takesStrategicPatch(document, resource) ? openApiType(document, resource) : undefined;
  };
}

/** A server without the document (or without OpenAPI v3) takes merge patches. */
async function fetchDocument(cluster: Cluster, { group, version }: Resource): Promise<JsonObject | undefined> {
  try {
    const index = await cluster.json({ path: "/openapi/v3" }, { verb: "get" });
    const paths = isObject(index) && isObject(index.paths) ? index.paths : {};
    const entry = paths[group === "" ? `api/${version}` : `apis/${group}/${version}`];
    if (!isObject(entry) || typeof entry.serverRelativeURL !== "string") return undefined;
    const document = await cluster.json({ path: entry.serverRelativeURL }, { verb: "get" });
    return isObject(document) ? document : undefined;
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}
