import { schemaOf } from "./schema.ts";
import type { PatchType } from "./type.ts";

/** Old versions whose kinds kubectl still knows, each with the version that has the same strategies today. */
const FORMER: Readonly<Record<string, readonly string[]>> = {
  "admissionregistration.k8s.io/v1": ["v1alpha1", "v1beta1"],
  "apps/v1": ["v1beta1", "v1beta2"],
  "authentication.k8s.io/v1": ["v1alpha1", "v1beta1"],
  "authorization.k8s.io/v1": ["v1beta1"],
  "batch/v1": ["v1beta1"],
  "certificates.k8s.io/v1": ["v1beta1"],
  "coordination.k8s.io/v1": ["v1beta1"],
  "discovery.k8s.io/v1": ["v1beta1"],
  "events.k8s.io/v1": ["v1beta1"],
  "flowcontrol.apiserver.k8s.io/v1": ["v1beta1", "v1beta2", "v1beta3"],
  "networking.k8s.io/v1": ["v1beta1"],
  "node.k8s.io/v1": ["v1alpha1", "v1beta1"],
  "policy/v1": ["v1beta1"],
  "rbac.authorization.k8s.io/v1": ["v1alpha1", "v1beta1"],
  "resource.k8s.io/v1": ["v1beta1", "v1beta2"],
  "scheduling.k8s.io/v1": ["v1beta1"],
  "storage.k8s.io/v1": ["v1alpha1", "v1beta1"],
};

/** Groups of the API server that kubectl does not carry. */
const SERVER_ONLY = /^(apiextensions|apiregistration)\.k8s\.io\//;

const EXTENSIONS = /^(DaemonSet|Deployment|ReplicaSet)$/;

/**
 * The patch strategies of the kinds that kubectl knows by itself, old versions among them; undefined where it says that
 * a strategic merge patch "is not supported … locally" (observed with `patch --local` of kubectl 1.36.3).
 */
export function localSchemaOf(apiVersion: string, kind: string): PatchType | undefined {
  if (SERVER_ONLY.test(apiVersion)) return undefined;
  if (apiVersion === "extensions/v1beta1")
    return schemaOf(EXTENSIONS.test(kind) ? "apps/v1" : "networking.k8s.io/v1", kind);
  const [group, version = ""] = apiVersion.split("/");
  const today = `${group}/v1`;
  return schemaOf(FORMER[today]?.includes(version) ? today : apiVersion, kind);
}
