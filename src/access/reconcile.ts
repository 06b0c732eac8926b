import { isEqual } from "../core/json/equal.ts";
import { isObject, type Json, type JsonObject, type KubeObject, stringMapOf } from "../core/object.ts";
import { uncovered } from "./covers.ts";
import { type Rule, readRules, writeRule } from "./rule.ts";

/** What has to be done so that a role or binding grants what is wanted, and what it then looks like. */
export interface Reconciliation {
  readonly action: "none" | "create" | "update" | "recreate";
  readonly object: KubeObject;
  /** The object says that it is not to be changed by this. */
  readonly isProtected: boolean;
  readonly missingRules: readonly Rule[];
  readonly extraRules: readonly Rule[];
  readonly missingSubjects: readonly JsonObject[];
  readonly extraSubjects: readonly JsonObject[];
}

/** Compares what exists with what is wanted; what is too much goes only with `removeExtra`. */
export function reconcile(existing: KubeObject | undefined, wanted: KubeObject, removeExtra: boolean): Reconciliation {
  if (!existing) {
    const missing = { missingRules: readRules(wanted.rules), missingSubjects: subjectsOf(wanted) };
    return { ...NOTHING, ...missing, action: "create", object: wanted };
  }
  const isBinding = String(wanted.kind).endsWith("Binding");
  const reconciled = isBinding
    ? reconcileBinding(existing, wanted, removeExtra)
    : reconcileRole(existing, wanted, removeExtra);
  return { ...reconciled, isProtected: stringMapOf(existing, "annotations")[AUTO_UPDATE] === "false" };
}

const AUTO_UPDATE = "rbac.authorization.kubernetes.io/autoupdate";

const NOTHING = { isProtected: false, missingRules: [], extraRules: [], missingSubjects: [], extraSubjects: [] };

const subjectsOf = ({ subjects }: KubeObject): JsonObject[] =>
  Array.isArray(subjects) ? subjects.filter(isObject) : [];

function reconcileRole(existing: KubeObject, wanted: KubeObject, removeExtra: boolean): Reconciliation {
  const [held, asked] = [readRules(existing.rules), readRules(wanted.rules)];
  // The rules of an aggregated role are the control plane's business.
  const isAggregated = wanted.aggregationRule !== undefined;
  const missingRules = isAggregated ? [] : uncovered(held, asked);
  const extraRules = isAggregated && existing.aggregationRule !== undefined ? [] : uncovered(asked, held);
  const rules = listChange(
    existing.rules,
    wanted.rules,
    missingRules.map(writeRule),
    extraRules.length > 0,
    removeExtra,
  );
  const object: KubeObject = {
    ...withMetadata(existing, wanted),
    ...(rules === undefined ? {} : { rules }),
    ...aggregation(existing, wanted, removeExtra),
  };
  if (object.aggregationRule === null) delete object.aggregationRule;
  return { ...NOTHING, missingRules, extraRules, object, action: isEqual(object, existing) ? "none" : "update" };
}

/** The list as it is to be; undefined when it stays. */
function listChange(
  existing: Json | undefined,
  wanted: Json | undefined,
  missing: readonly JsonObject[],
  hasExtra: boolean,
  removeExtra: boolean,
): Json | undefined {
  if (removeExtra) return missing.length > 0 || hasExtra ? (wanted ?? null) : undefined;
  return missing.length > 0 ? [...(Array.isArray(existing) ? existing : []), ...missing] : undefined;
}

function aggregation(existing: KubeObject, wanted: KubeObject, removeExtra: boolean): JsonObject {
  if (wanted.aggregationRule === undefined)
    return existing.aggregationRule === undefined ? {} : { aggregationRule: null };
  const selectors = ({ aggregationRule: rule }: KubeObject): Json[] =>
    isObject(rule) && Array.isArray(rule.clusterRoleSelectors) ? rule.clusterRoleSelectors : [];
  const [held, asked] = [selectors(existing), selectors(wanted)];
  const missing = without(asked, held);
  const hasExtra = without(held, asked).length > 0;
  if (removeExtra) return missing.length > 0 || hasExtra ? { aggregationRule: wanted.aggregationRule } : {};
  return missing.length > 0 ? { aggregationRule: { clusterRoleSelectors: [...held, ...missing] } } : {};
}

/** What the other list lacks, each once. */
const without = <T extends Json>(list: readonly T[], other: readonly Json[]): T[] =>
  list.filter((one, at) => ![...other, ...list.slice(0, at)].some((known) => isEqual(known, one)));

function reconcileBinding(existing: KubeObject, wanted: KubeObject, removeExtra: boolean): Reconciliation {
  // The role of a binding cannot be changed: another one needs another binding.
  if (!isEqual(existing.roleRef ?? null, wanted.roleRef ?? null))
    return { ...NOTHING, action: "recreate", object: wanted };
  const [held, asked] = [subjectsOf(existing), subjectsOf(wanted)];
  const missingSubjects = without(asked, held);
  const extraSubjects = without(held, asked);
  const subjects = listChange(existing.subjects, asked, missingSubjects, extraSubjects.length > 0, removeExtra);
  const changed = { ...withMetadata(existing, wanted), ...(subjects === undefined ? {} : { subjects }) };
  const { kind = "", apiVersion = "", metadata = {}, subjects: granted, roleRef = {} } = changed as KubeObject;
  const isGranted = Array.isArray(granted) && granted.length > 0;
  const object = { kind, apiVersion, metadata, ...(isGranted ? { subjects: granted } : {}), roleRef };
  return { ...NOTHING, missingSubjects, extraSubjects, object, action: isEqual(object, existing) ? "none" : "update" };
}

/** Labels and annotations that are wanted are added; those that exist keep their values. */
function withMetadata(existing: KubeObject, wanted: KubeObject): KubeObject {
  const metadata: JsonObject = { ...(isObject(existing.metadata) ? existing.metadata : {}) };
  for (const field of ["labels", "annotations"] as const) {
    const merged = { ...stringMapOf(wanted, field), ...stringMapOf(existing, field) };
    if (Object.keys(merged).length > 0) metadata[field] = merged;
  }
  return { ...existing, metadata };
}
