import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";

export const PROFILES = ["legacy", "general", "baseline", "restricted", "netadmin", "sysadmin"] as const;
export type Profile = (typeof PROFILES)[number];

/** Where the debugging container is: beside the others of a pod, in a copy of a pod, or in a pod for a node. */
export type Place = "ephemeral" | "copy" | "node";

const RESTRICTED: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

/** The container with what its profile allows. The narrow profiles say all of it, the others add to what is there. */
export function withProfile(container: JsonObject, profile: Profile, place: Place): JsonObject {
  const { securityContext: given, ...others } = container;
  const own = isObject(given) ? given : {};
  if (profile === "baseline") return others;
  if (profile === "restricted") return { ...others, securityContext: RESTRICTED };
  if (profile === "sysadmin") return { ...others, securityContext: { ...own, privileged: true } };
  if (profile === "netadmin") return { ...others, securityContext: adding(own, "NET_ADMIN", "NET_RAW") };
  if (profile === "legacy" || place === "node") return container;
  return { ...others, securityContext: adding(own, "SYS_PTRACE") };
}

function adding(context: JsonObject, ...names: readonly string[]): JsonObject {
  const capabilities = isObject(context.capabilities) ? context.capabilities : {};
  const known = Array.isArray(capabilities.add) ? capabilities.add : [];
  const add = [...known, ...names.filter((name) => !known.includes(name))];
  return { ...context, capabilities: { ...capabilities, add } };
}

/** Whether the profile gives rights that a user who is not root may not be able to use. */
export const needsRoot = (profile: Profile): boolean => ["general", "netadmin", "sysadmin"].includes(profile);

/** Whether all containers of a pod run as a user who is not root. */
export function isNonRoot(pod: KubeObject): boolean {
  const spec = isObject(pod.spec) ? pod.spec : {};
  const { runAsUser } = isObject(spec.securityContext) ? spec.securityContext : {};
  return runAsUser !== undefined && Number(runAsUser) !== 0;
}

/** What of the node a pod for it sees. */
export function nodeAccess(profile: Profile): { readonly namespaces: boolean; readonly files: boolean } {
  return {
    namespaces: ["legacy", "general", "netadmin", "sysadmin"].includes(profile),
    files: ["legacy", "general", "sysadmin"].includes(profile),
  };
}
