import type { Cluster } from "../client/cluster.ts";
import { NoAnswer } from "../client/unreachable.ts";
import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import { annotated, LAST_APPLIED } from "../core/last-applied.ts";
import { isObject, type JsonObject, type KubeObject, stringMapOf } from "../core/object.ts";
import type { Manifest } from "./documents.ts";
import type { Target } from "./target.ts";

/** A server that cannot be reached cannot check a manifest either: kubectl says so when it asks for the schemas. */
export async function checkable(cluster: Cluster, [first]: readonly Manifest[]): Promise<void> {
  if (!first) return;
  try {
    await cluster.served();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const reason = error.full.replace(/^(Get "https?:\/\/[^/"]+)[^"]*/, "$1/openapi/v2?timeout=32s");
    throw new CliError(
      `error validating ${JSON.stringify(first.source)}: error validating data: failed to download openapi: ${reason}; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  }
}

/** The object as it is sent: in its namespace, if its type has one, and remembered in itself where that is wanted. */
export function toWrite(object: KubeObject, { namespace }: Target, isSaved: boolean): KubeObject {
  const { namespace: _, ...rest } = isObject(object.metadata) ? object.metadata : ({} as JsonObject);
  const metadata = namespace === undefined ? rest : { ...rest, namespace };
  const here = { ...object, metadata };
  // What is remembered already is kept up to date.
  if (!isSaved && stringMapOf(here, "annotations")[LAST_APPLIED] === undefined) return here;
  const { [LAST_APPLIED]: __, ...annotations } = stringMapOf(here, "annotations");
  const remembered = { ...here, metadata: { ...metadata, annotations } };
  return annotated(remembered, LAST_APPLIED, `${writeJson(remembered)}\n`);
}

/** The object with another resourceVersion, or without one: new objects have none. */
export function atVersion(object: KubeObject, version: string | undefined): KubeObject {
  const { resourceVersion: _, ...metadata } = isObject(object.metadata) ? object.metadata : ({} as JsonObject);
  return { ...object, metadata: version ? { ...metadata, resourceVersion: version } : metadata };
}
