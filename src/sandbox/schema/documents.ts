import type { JsonObject } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import { customDocuments } from "./custom.ts";

let recorded: Promise<ReadonlyMap<string, JsonObject>> | undefined;

/** The recorded OpenAPI v3 documents of the built-in types by path ("apis/apps/v1"); unpacked when first asked for. */
export function recordedDocuments(): Promise<ReadonlyMap<string, JsonObject>> {
  recorded ??= unpack();
  return recorded;
}

async function unpack(): Promise<ReadonlyMap<string, JsonObject>> {
  const [{ default: packed }, { brotliDecompressSync }] = await Promise.all([
    import("../recorded/openapi.json", { with: { type: "json" } }),
    import("node:zlib"),
  ]);
  const text = brotliDecompressSync(Buffer.from(packed.brotli, "base64")).toString("utf8");
  return new Map(Object.entries(JSON.parse(text) as Record<string, JsonObject>));
}

/** Every document that is served now: the recorded ones and one for each version of a custom type. */
export async function openApiDocuments(machine: Machine): Promise<ReadonlyMap<string, JsonObject>> {
  return new Map([...(await recordedDocuments()), ...customDocuments(machine)]);
}
