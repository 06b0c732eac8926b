import type { Json } from "../object.ts";
export async function readDocuments(bytes: Uint8Array): Promise<Json[]> {
  const { loadAll, YAML11_SCHEMA } = await import("js-yaml");
  return loadAll(new TextDecoder().decode(bytes), { schema: YAML11_SCHEMA }) as Json[];
}
