import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";

/** Fields of a spec that the server fills in itself: nobody owns them. */
const MADE =
  "clusterIP clusterIPs ipFamilies ipFamilyPolicy serviceAccount serviceAccountName priority preemptionPolicy";
const TOKEN_VOLUME = /^kube-api-access-/;

/** A new object without what the server made of its own accord, `given` being what was sent. */
export function withoutMade(object: KubeObject, given: KubeObject): KubeObject {
  const metadata = lessThan(object.metadata, given.metadata, ["finalizers"]);
  if (!isObject(object.spec)) return { ...object, metadata: metadata as JsonObject };
  const wanted = [...MADE.split(" "), ...(object.kind === "Namespace" ? ["finalizers"] : [])];
  const spec = lessThan(object.spec, given.spec, wanted) as JsonObject;
  return { ...object, metadata: metadata as JsonObject, spec: object.kind === "Pod" ? withoutToken(spec) : spec };
}

function lessThan(object: Json | undefined, given: Json | undefined, fields: readonly string[]): Json | undefined {
  if (!isObject(object)) return object;
  const has = (key: string) => isObject(given) && given[key] !== undefined && given[key] !== null;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !fields.includes(key) || has(key)));
}

/** A pod without the volume of its service account's token. */
function withoutToken(spec: JsonObject): JsonObject {
  const containers = (list: Json | undefined): Json | undefined =>
    Array.isArray(list) ? list.map((one) => (isObject(one) ? withoutItems(one, "volumeMounts") : one)) : list;
  const parts = Object.fromEntries(
    Object.entries(spec).map(([key, value]) => [key, /ontainers$/.test(key) ? (containers(value) as Json) : value]),
  );
  return withoutItems(parts, "volumes");
}

function withoutItems(object: JsonObject, field: string): JsonObject {
  const { [field]: list, ...rest } = object;
  if (!Array.isArray(list)) return object;
  const kept = list.filter((one) => !isObject(one) || !TOKEN_VOLUME.test(String(one.name)));
  return kept.length > 0 ? { ...rest, [field]: kept } : rest;
}
