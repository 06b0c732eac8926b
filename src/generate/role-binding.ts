import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";
import { requireName } from "./required-name.ts";

const GROUP = "rbac.authorization.k8s.io";

export interface Subjects {
  readonly user: readonly string[];
  readonly group: readonly string[];
  /** NAMESPACE:NAME words. */
  readonly serviceaccount: readonly string[];
}

/** The RoleBinding of `create rolebinding`, to either a role of the namespace or a cluster role. */
export function roleBinding(name: string, roles: { role: string; clusterrole: string }, to: Subjects): KubeObject {
  requireName(name);
  const { role, clusterrole } = roles;
  if ((role === "") === (clusterrole === ""))
    throw new CliError("exactly one of clusterrole or role must be specified");
  return binding("RoleBinding", name, { kind: role ? "Role" : "ClusterRole", name: role || clusterrole }, to);
}

/** The ClusterRoleBinding of `create clusterrolebinding`. */
export const clusterRoleBinding = (name: string, clusterRole: string, to: Subjects): KubeObject =>
  binding("ClusterRoleBinding", name, { kind: "ClusterRole", name: clusterRole }, to);

function binding(kind: string, name: string, role: { kind: string; name: string }, to: Subjects): KubeObject {
  const subjects = [
    ...to.user.map((user) => ({ kind: "User", apiGroup: GROUP, name: user })),
    ...to.group.map((group) => ({ kind: "Group", apiGroup: GROUP, name: group })),
    ...to.serviceaccount.map(account),
  ];
  return {
    kind,
    apiVersion: `${GROUP}/v1`,
    metadata: metadataOf(name),
    ...(subjects.length > 0 ? { subjects } : {}),
    roleRef: { apiGroup: GROUP, ...role },
  };
}

function account(word: string): JsonObject {
  const [namespace, name, ...rest] = word.split(":");
  if (!namespace || !name || rest.length > 0) throw new CliError("serviceaccount must be <namespace>:<name>");
  return { kind: "ServiceAccount", name, namespace };
}
