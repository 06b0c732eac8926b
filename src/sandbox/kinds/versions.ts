import type { KubeObject } from "../../core/object.ts";
import { fromOldAutoscaler, toOldAutoscaler } from "./autoscalers.ts";
import { toLaterEvent, toOldEvent } from "./events.ts";
import type { Kind } from "./kind.ts";

const shown = new WeakMap<KubeObject, Map<string, KubeObject>>();

/** A stored object as a version of its type shows it. */
export function fromStored(kind: Kind, object: KubeObject): KubeObject {
  const apiVersion = kind.group ? `${kind.group}/${kind.version}` : kind.version;
  if (object.apiVersion === apiVersion && object.kind === kind.kind) return object;
  const known = shown.get(object)?.get(apiVersion);
  if (known) return known;
  const converted = { ...convert(apiVersion, object, "from"), apiVersion, kind: kind.kind };
  shown.set(object, (shown.get(object) ?? new Map()).set(apiVersion, converted));
  return converted;
}

/** An object of a version of its type as it is kept; it no longer says the version. */
export function toStored(kind: Kind, object: KubeObject): KubeObject {
  const apiVersion = kind.group ? `${kind.group}/${kind.version}` : kind.version;
  const converted = convert(apiVersion, object, "to");
  if (converted.apiVersion !== apiVersion) return converted;
  const { apiVersion: _, ...rest } = converted;
  return rest;
}

interface Conversion {
  /** From what is kept. */
  readonly from: (object: KubeObject) => KubeObject;
  readonly to: (object: KubeObject) => KubeObject;
}

/** By the version that is not the one kept; versions that only differ in their name need none. */
const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  "autoscaling/v1": { from: toOldAutoscaler, to: fromOldAutoscaler },
  "events.k8s.io/v1": { from: toLaterEvent, to: toOldEvent },
};

function convert(apiVersion: string, object: KubeObject, direction: keyof Conversion): KubeObject {
  const known = Object.hasOwn(CONVERSIONS, apiVersion) ? CONVERSIONS[apiVersion] : undefined;
  return known ? known[direction](object) : object;
}
