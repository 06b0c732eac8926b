import type { ResourceKey } from "../kinds/kind.ts";
import type { KindRules } from "./kind-rules.ts";

const WITH_GENERATION: KindRules = { hasGeneration: true };
const FREE_NAMES: KindRules = { names: "path" };

/** The rules of each type that has some. */
const RULES: Readonly<Record<ResourceKey, KindRules>> = {
  "clusterroles.rbac.authorization.k8s.io": FREE_NAMES,
  "clusterrolebindings.rbac.authorization.k8s.io": FREE_NAMES,
  "roles.rbac.authorization.k8s.io": FREE_NAMES,
  "rolebindings.rbac.authorization.k8s.io": FREE_NAMES,
  "networkpolicies.networking.k8s.io": WITH_GENERATION,
};

const NONE: KindRules = {};

export const rulesOf = (key: ResourceKey): KindRules => (Object.hasOwn(RULES, key) ? (RULES[key] as KindRules) : NONE);
