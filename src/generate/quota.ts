import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { canonicalQuantity } from "../core/quantity-text.ts";
import { metadataOf } from "./metadata.ts";
import { requireName } from "./required-name.ts";

/** The ResourceQuota of `create quota`: `hard` is "cpu=1,memory=1Gi", `scopes` "BestEffort,Terminating". */
export function quota(name: string, hard: string, scopes: string): KubeObject {
  requireName(name);
  const limits = readLimits(hard);
  const names = readScopes(scopes);
  return {
    kind: "ResourceQuota",
    apiVersion: "v1",
    metadata: metadataOf(name),
    spec: { ...(limits ? { hard: limits } : {}), ...(names.length > 0 ? { scopes: names } : {}) },
    status: {},
  };
}

function readLimits(text: string): JsonObject | undefined {
  if (text === "") return undefined;
  const limits = new Map<string, string>();
  for (const word of text.split(",")) {
    const [key, value, ...rest] = word.split("=");
    if (value === undefined || rest.length > 0) {
      throw new CliError(`Invalid argument syntax ${word}, expected <resource>=<value>`);
    }
    limits.set(key as string, canonicalQuantity(value));
  }
  return Object.fromEntries([...limits].sort(([a], [b]) => compareBytes(a, b)));
}

function readScopes(text: string): string[] {
  if (text === "") return [];
  const scopes = text.split(",");
  if (scopes.includes("")) throw new CliError('invalid resource quota scope ""');
  return scopes;
}
