import { CliError } from "../../core/errors.ts";
import { map, stringArray, strings } from "../../core/flags.ts";
import { requireName } from "../../generate/required-name.ts";
import {
  aggregatedRole,
  clusterRole,
  readRuleResources,
  readVerbs,
  resourceRules,
  urlRules,
} from "../../generate/role.ts";
import { defineCreator } from "./creator.ts";
import { resolveRuleResources } from "./rule-resources.ts";

export default defineCreator({
  usage: "NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]",
  about: "Create a cluster role: rights in all namespaces, for types without namespaces and for URLs.",
  examples: `
# Reading pods; reading two of them
{program} create clusterrole reader --verb=get,list,watch --resource=pods
{program} create clusterrole reader --verb=get --resource=pods --resource-name=web --resource-name=db

# A URL and all below it
{program} create clusterrole logs --verb=get --non-resource-url=/logs/*

# The rights of all cluster roles with a label
{program} create clusterrole monitoring --aggregation-rule="rbac.example.com/monitoring=true"`,
  resource: { group: "rbac.authorization.k8s.io", version: "v1", plural: "clusterroles", namespaced: false },
  flags: {
    aggregationRule: map("Labels of the cluster roles whose rights are gathered here.", {
      shown: "",
      isMapString: true,
    }),
    nonResourceUrl: strings("URL that the rights are for; a * at its end stands for anything. May be repeated."),
    resource: strings("Resource that the rights are for, RESOURCE[.GROUP][/SUBRESOURCE]; may be repeated."),
    resourceName: stringArray("Only the object of this name; may be repeated."),
    verb: strings("What may be done; may be repeated."),
  },
  async build(given) {
    const { name, flags } = given;
    requireName(name);
    const { verb, resource, resourceName, nonResourceUrl, aggregationRule } = flags;
    if (aggregationRule.size > 0) {
      if ([verb, resource, resourceName, nonResourceUrl].some((words) => words.length > 0)) {
        throw new CliError(
          "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames",
        );
      }
      return aggregatedRole(name, Object.fromEntries([...aggregationRule].sort()));
    }
    if (verb.length === 0) throw new CliError("at least one verb must be specified");
    if (resource.length + nonResourceUrl.length === 0) {
      throw new CliError("one of resource or nonResourceURL must be specified");
    }
    const verbs = readVerbs(verb);
    // Without resources nobody needs to be asked, and any verb will do.
    const resources = resource.length > 0 ? await resolveRuleResources(verbs, readRuleResources(resource), given) : [];
    const urls = urlRules(verbs, nonResourceUrl);
    return clusterRole(name, [...resourceRules(verbs, resources, resourceName), ...urls]);
  },
});
