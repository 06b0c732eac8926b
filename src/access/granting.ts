import { CliError } from "../core/errors.ts";
import { readGroupVersion } from "../core/names.ts";
import { apiVersionOf, isObject, type Json, type JsonObject, type KubeObject, kindOf } from "../core/object.ts";

const GROUP = "rbac.authorization.k8s.io";

/** The types that grant rights, by their kinds. */
export const GRANTING: Readonly<Record<string, { readonly plural: string; readonly namespaced: boolean }>> = {
  Role: { plural: "roles", namespaced: true },
  ClusterRole: { plural: "clusterroles", namespaced: false },
  RoleBinding: { plural: "rolebindings", namespaced: true },
  ClusterRoleBinding: { plural: "clusterrolebindings", namespaced: false },
};

/**
 * A manifest's role or binding with the fields that its type has; undefined for other kinds. Throws kubectl's errors for
 * wrong versions and for fields that cannot be read.
 */
export function readGranting(object: KubeObject): KubeObject | undefined {
  const { group, version } = readGroupVersion(apiVersionOf(object)) ?? { group: "", version: "" };
  const kind = kindOf(object);
  if (group !== GROUP) return undefined;
  if (!Object.hasOwn(GRANTING, kind)) return undefined;
  if (version !== "v1") throw new CliError(`only ${GROUP}/v1 is supported: not *${version}.${kind}`);
  return kind.endsWith("Binding") ? binding(object) : role(object);
}

const METADATA = [
  "name",
  "generateName",
  "namespace",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "labels",
  "annotations",
  "ownerReferences",
  "finalizers",
  "managedFields",
];

/** The fields a type has, in its order; an empty or null one is left out, but for those that are always written. */
function typed(value: JsonObject, fields: readonly string[], always: readonly string[] = []): JsonObject {
  const isGiven = (key: string) => always.includes(key) || (value[key] !== undefined && value[key] !== null);
  return Object.fromEntries(fields.filter(isGiven).map((key) => [key, value[key] ?? null]));
}

const head = (object: KubeObject): JsonObject => ({
  kind: kindOf(object),
  apiVersion: apiVersionOf(object),
  metadata: typed(isObject(object.metadata) ? object.metadata : {}, METADATA),
});

function role(object: KubeObject): KubeObject {
  const kind = kindOf(object);
  const rules = list(object.rules, `${kind}.rules`, "[]v1.PolicyRule");
  const fields = ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"];
  for (const rule of rules ?? []) {
    for (const field of fields) strings(isObject(rule) ? rule[field] : undefined, `PolicyRule.rules.${field}`);
  }
  const aggregation = kind === "ClusterRole" && isObject(object.aggregationRule) ? object.aggregationRule : undefined;
  return {
    ...head(object),
    rules: rules?.map((rule) => typed(isObject(rule) ? rule : {}, fields, ["verbs"])) ?? null,
    ...(aggregation ? { aggregationRule: aggregation } : {}),
  };
}

function binding(object: KubeObject): KubeObject {
  const subjects = list(object.subjects, `${kindOf(object)}.subjects`, "[]v1.Subject");
  const fields = ["kind", "apiGroup", "name", "namespace"];
  const ref = isObject(object.roleRef) ? object.roleRef : {};
  return {
    ...head(object),
    ...(subjects && subjects.length > 0
      ? { subjects: subjects.map((one) => typed(isObject(one) ? one : {}, fields)) }
      : {}),
    roleRef: { apiGroup: ref.apiGroup ?? "", kind: ref.kind ?? "", name: ref.name ?? "" },
  };
}

const typeWord = (value: Json): string =>
  Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;

function list(value: Json | undefined, field: string, type: string): Json[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value;
  throw new CliError(`json: cannot unmarshal ${typeWord(value)} into Go struct field ${field} of type ${type}`);
}

function strings(value: Json | undefined, field: string): void {
  const wrong = list(value, field, "[]string")?.find((one) => typeof one !== "string" && one !== null);
  if (wrong === undefined) return;
  throw new CliError(`json: cannot unmarshal ${typeWord(wrong as Json)} into Go struct field ${field} of type string`);
}
