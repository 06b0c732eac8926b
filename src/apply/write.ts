import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { writeJson } from "../core/json/write.ts";
import type { Json, KubeObject } from "../core/object.ts";
import type { Target } from "../resources/target.ts";

/** The name under which kubectl applies on the server where no other is asked for. */
export const MANAGER = "kubectl";

/** How every write of an apply is sent. */
export interface Writing {
  readonly fieldManager: string;
  /** The server's word for --validate: Strict, Warn or Ignore; "" says nothing. */
  readonly fieldValidation: string;
  /** Whether the server shall store nothing. */
  readonly isDryRun: boolean;
}

const queryOf = ({ fieldManager, fieldValidation, isDryRun }: Writing) => ({
  fieldManager,
  fieldValidation,
  dryRun: isDryRun ? "All" : undefined,
});

const asked = (verb: string, { resource, name }: Target) => ({
  verb,
  group: resource.group,
  resource: resource.plural,
  ...(name ? { name } : {}),
});

/** Creates the object; resolves to what the server stored. */
export async function createObject(cluster: Cluster, target: Target, object: KubeObject, writing: Writing) {
  const { resource, namespace } = target;
  const path = resourcePath({ resource, namespace, query: queryOf(writing) });
  const { name: _, ...collection } = target;
  const body = `${writeJson(object)}\n`;
  return (await cluster.json({ method: "POST", path, body }, asked("post", collection))) as KubeObject;
}

export interface Patching {
  readonly contentType: string;
  readonly body: Json;
  readonly subresource?: string;
  /** For server-side apply: whether fields of other managers are taken over. */
  readonly force?: boolean;
}

/** Sends a patch; resolves to what the server stored. */
export async function patchObject(cluster: Cluster, target: Target, patching: Patching, writing: Writing) {
  const { resource, namespace, name } = target;
  const { contentType, subresource, force } = patching;
  const query = { ...queryOf(writing), force: force === undefined ? undefined : String(force) };
  const path = resourcePath({ resource, namespace, name, subresource, query });
  const isApply = contentType === "application/apply-patch+yaml";
  const body = writeJson(patching.body, { sortKeys: !Array.isArray(patching.body) }) + (isApply ? "\n" : "");
  return (await cluster.json({ method: "PATCH", path, body, contentType }, asked("patch", target))) as KubeObject;
}
