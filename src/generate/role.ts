import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

const VERSION = "rbac.authorization.k8s.io/v1";

/** A resource of a rule; `subresource` is "" for the resource itself. */
export interface RuleResource {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
}

/** `--verb` words, each once; "*" stands for all others. */
export const readVerbs = (words: readonly string[]): string[] => (words.includes("*") ? ["*"] : [...new Set(words)]);

/** `--resource` words, RESOURCE[.GROUP][/SUBRESOURCE]; a bare "*" stands for all others. */
export function readRuleResources(words: readonly string[]): RuleResource[] {
  if (words.includes("*")) return [{ resource: "*", group: "", subresource: "" }];
  return words.map((word) => {
    const [type, subresource] = cut(word, "/");
    const [resource, group] = cut(type, ".");
    return { resource, group, subresource };
  });
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** Rules for resources, one for each API group in the groups' order; groups are those that the server named. */
export function resourceRules(
  verbs: readonly string[],
  resources: readonly RuleResource[],
  names: readonly string[],
): JsonObject[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, resource, subresource } of resources) {
    const words = groups.get(group) ?? new Set();
    groups.set(group, words.add(subresource === "" ? resource : `${resource}/${subresource}`));
  }
  return [...groups.keys()].sort().map((group) => ({
    verbs: [...verbs],
    apiGroups: [group],
    resources: [...(groups.get(group) as Set<string>)],
    ...(names.length > 0 ? { resourceNames: [...names] } : {}),
  }));
}

/** The Role of `create role`. */
export const role = (name: string, rules: readonly JsonObject[]): KubeObject => ({
  kind: "Role",
  apiVersion: VERSION,
  metadata: metadataOf(name),
  rules: [...rules],
});

/** The ClusterRole of `create clusterrole` with rules of its own. */
export const clusterRole = (name: string, rules: readonly JsonObject[]): KubeObject => ({
  ...role(name, rules),
  kind: "ClusterRole",
});

/** The ClusterRole whose rules are those of all cluster roles with these labels. */
export const aggregatedRole = (name: string, matchLabels: Readonly<Record<string, string>>): KubeObject => ({
  kind: "ClusterRole",
  apiVersion: VERSION,
  metadata: metadataOf(name),
  rules: null,
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { ...matchLabels } }] },
});

const URL_VERBS = ["get", "post", "put", "delete", "patch", "head", "options", "*"];

/** The rules for URLs that are no resources; throws kubectl's errors. */
export function urlRules(verbs: readonly string[], words: readonly string[]): JsonObject[] {
  const urls = [...new Set(words)];
  if (urls.length === 0) return [];
  const wrong = verbs.find((verb) => !URL_VERBS.includes(verb));
  if (wrong !== undefined) throw new CliError(`invalid verb: '${wrong}' for nonResourceURL`);
  for (const url of urls) {
    if (url === "*") continue;
    if (!url.startsWith("/")) throw new CliError("nonResourceURL should start with /");
    if (url.slice(0, -1).includes("*")) {
      throw new CliError("nonResourceURL only supports wildcard matches when '*' is at the end");
    }
  }
  return [{ verbs: [...verbs], nonResourceURLs: urls }];
}
