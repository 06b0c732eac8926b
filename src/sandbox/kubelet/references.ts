import { isObject, type JsonObject, type KubeObject, namespaceOf } from "../../core/object.ts";
import type { ClusterApi } from "../controllers/controller.ts";
import { listOf, mapOf, specOf } from "../controllers/owned.ts";

const TYPES = { configMap: "configmaps", secret: "secrets" } as const;
type Source = keyof typeof TYPES;

/** What a container's environment needs and is not there, in the kubelet's words. */
export function missingEnvironment(api: ClusterApi, pod: KubeObject, container: JsonObject): string | undefined {
  const find = (source: Source, { name, key, optional }: JsonObject): string | undefined => {
    if (optional === true) return undefined;
    const object = api.get(TYPES[source], namespaceOf(pod), String(name));
    if (!object) return `${source.toLowerCase()} ${JSON.stringify(name)} not found`;
    if (key === undefined) return undefined;
    const known = { ...mapOf(object.data), ...mapOf(object.binaryData) };
    const kind = source === "secret" ? "Secret" : "ConfigMap";
    return Object.hasOwn(known, String(key))
      ? undefined
      : `couldn't find key ${key} in ${kind} ${namespaceOf(pod)}/${String(name)}`;
  };
  for (const source of listOf(container.envFrom)) {
    const found =
      (isObject(source.configMapRef) && find("configMap", source.configMapRef)) ||
      (isObject(source.secretRef) && find("secret", source.secretRef));
    if (found) return found;
  }
  for (const { valueFrom } of listOf(container.env)) {
    const { configMapKeyRef, secretKeyRef } = mapOf(valueFrom);
    const found =
      (isObject(configMapKeyRef) && find("configMap", configMapKeyRef)) ||
      (isObject(secretKeyRef) && find("secret", secretKeyRef));
    if (found) return found;
  }
  return undefined;
}

/** Why a pod's volumes cannot be mounted: what a volume is made of is not there. */
export function missingVolume(api: ClusterApi, pod: KubeObject): string | undefined {
  for (const { name, configMap, secret } of listOf(specOf(pod).volumes)) {
    const [type, own, object] = isObject(configMap)
      ? (["configmaps", configMap, configMap.name] as const)
      : (["secrets", mapOf(secret), mapOf(secret).secretName] as const);
    if (object === undefined || own.optional === true || api.get(type, namespaceOf(pod), String(object))) continue;
    const what = type === "configmaps" ? "configmap" : "secret";
    return `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : ${what} ${JSON.stringify(object)} not found`;
  }
  return undefined;
}
