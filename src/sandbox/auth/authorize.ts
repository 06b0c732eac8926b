import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import type { User } from "../http/message.ts";

/** What somebody wants to do: with a resource, or with a path that is none. */
export interface Attributes {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
}

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

const RBAC = "rbac.authorization.k8s.io";

/** Whether RBAC lets a user do something; system:masters may do everything. */
export function allows(machine: Machine, user: User, wanted: Attributes): boolean {
  if (user.groups.includes("system:masters")) return true;
  return rulesOfUser(machine, user, wanted.namespace ?? "").some((rule) => covers(rule, wanted));
}

/** The status of a SelfSubjectRulesReview. */
export function rulesFor(machine: Machine, user: User, namespace: string): JsonObject {
  const all = user.groups.includes("system:masters");
  const everything = { verbs: ["*"], apiGroups: ["*"], resources: ["*"], nonResourceURLs: ["*"], resourceNames: [] };
  const own = rulesOfUser(machine, user, namespace);
  const rules = all ? [everything, ...own] : own;
  const about = (rule: Rule) => ({
    verbs: [...rule.verbs],
    apiGroups: [...rule.apiGroups],
    resources: [...rule.resources],
    ...(rule.resourceNames.length > 0 ? { resourceNames: [...rule.resourceNames] } : {}),
  });
  return {
    resourceRules: rules.filter(({ resources }) => resources.length > 0).map(about),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs.length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs: [...verbs], nonResourceURLs: [...nonResourceURLs] })),
    incomplete: false,
  };
}

function rulesOfUser({ store }: Machine, user: User, namespace: string): Rule[] {
  const wide = store.list(`clusterrolebindings.${RBAC}`).filter((one) => isFor(one, user));
  const local = namespace ? store.list(`rolebindings.${RBAC}`, namespace).filter((one) => isFor(one, user)) : [];
  return [...wide, ...local].flatMap((binding) => {
    const ref = isObject(binding.roleRef) ? binding.roleRef : {};
    const role =
      ref.kind === "Role"
        ? store.get(`roles.${RBAC}`, namespace, String(ref.name))
        : store.get(`clusterroles.${RBAC}`, "", String(ref.name));
    return Array.isArray(role?.rules) ? role.rules.map(ruleOf) : [];
  });
}

function isFor({ subjects }: KubeObject, user: User): boolean {
  return (Array.isArray(subjects) ? subjects : []).filter(isObject).some(({ kind, name, namespace }) => {
    if (kind === "User") return name === user.name;
    if (kind === "Group") return user.groups.includes(String(name));
    return user.name === `system:serviceaccount:${namespace}:${name}`;
  });
}

const list = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

function ruleOf(rule: Json): Rule {
  const own = isObject(rule) ? rule : {};
  return {
    verbs: list(own.verbs),
    apiGroups: list(own.apiGroups),
    resources: list(own.resources),
    resourceNames: list(own.resourceNames),
    nonResourceURLs: list(own.nonResourceURLs),
  };
}

const has = (values: readonly string[], wanted: string): boolean => values.includes("*") || values.includes(wanted);

function covers(rule: Rule, wanted: Attributes): boolean {
  if (!has(rule.verbs, wanted.verb)) return false;
  if (wanted.path !== undefined) {
    const { path } = wanted;
    return rule.nonResourceURLs.some((one) => one === path || (one.endsWith("*") && path.startsWith(one.slice(0, -1))));
  }
  const resource = wanted.subresource ? `${wanted.resource}/${wanted.subresource}` : (wanted.resource ?? "");
  const isNamed = rule.resources.includes(resource) || rule.resources.includes("*");
  const isPart = wanted.subresource !== undefined && rule.resources.includes(`*/${wanted.subresource}`);
  const names = rule.resourceNames;
  return (
    has(rule.apiGroups, wanted.group ?? "") &&
    (isNamed || isPart) &&
    (names.length === 0 || names.includes(wanted.name ?? ""))
  );
}
