import { isObject, type Json, type KubeObject } from "../core/object.ts";
import type { PatchType } from "../patch/strategic/type.ts";
import { withLastApplied } from "./last-applied.ts";
import { type Patch, threeWayPatch } from "./three-way.ts";

/** What an apply has to do for one object. */
export type Plan =
  | { readonly action: "create"; readonly object: KubeObject }
  | { readonly action: "patch"; readonly patch: Patch }
  | { readonly action: "unchanged" };

export interface Planning {
  /** The object of the manifest. */
  readonly wanted: KubeObject;
  /** What the server holds, if anything. */
  readonly live: KubeObject | undefined;
  /** The patch strategies of its kind; undefined for kinds that take no strategic patches. */
  readonly type: PatchType | undefined;
  readonly overwrite: boolean;
}

/** Decides between creating, patching and leaving alone. Throws NoPatchError where no patch can be made. */
export function plan({ wanted, live, type, overwrite }: Planning): Plan {
  const modified = withLastApplied(wanted);
  if (!live) return { action: "create", object: withoutNulls(modified) as KubeObject };
  const patch = threeWayPatch({ live, modified }, type, overwrite);
  return Object.keys(patch.body).length === 0 ? { action: "unchanged" } : { action: "patch", patch };
}

/** A null in a manifest deletes: what is created has no such fields. (The annotation keeps them.) */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNulls(child)]));
}
