import { brotliDecompressSync } from "node:zlib";
import { type KubeObject, namespaceOf } from "../../core/object.ts";
import recorded from "../recorded/roles.json" with { type: "json" };

/** A role or binding, and its namespace. */
export interface SystemRole {
  readonly object: KubeObject;
  readonly namespace: string;
}

/** The roles and bindings of every cluster as the real control plane makes them, by their type. */
export function systemRoles(): Readonly<Record<string, readonly SystemRole[]>> {
  const text = brotliDecompressSync(Buffer.from(recorded.brotli, "base64")).toString("utf8");
  const types = Object.entries(JSON.parse(text) as Record<string, KubeObject[]>);
  return Object.fromEntries(
    types.map(([plural, objects]) => [plural, objects.map((object) => ({ object, namespace: namespaceOf(object) }))]),
  );
}
