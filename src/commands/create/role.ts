import { CliError } from "../../core/errors.ts";
import { stringArray, strings } from "../../core/flags.ts";
import { requireName } from "../../generate/required-name.ts";
import { readRuleResources, readVerbs, resourceRules, role } from "../../generate/role.ts";
import { defineCreator } from "./creator.ts";
import { resolveRuleResources } from "./rule-resources.ts";

export default defineCreator({
  usage:
    "NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]",
  about: "Create a role: rights within one namespace. The server is asked which API group each resource belongs to.",
  examples: `
# Reading pods; reading two of them
{program} create role reader --verb=get,list,watch --resource=pods
{program} create role reader --verb=get --resource=pods --resource-name=web --resource-name=db

# A resource of an API group; a subresource
{program} create role reader --verb=get --resource=rs.apps
{program} create role reader --verb=get --resource=pods,pods/status`,
  resource: { group: "rbac.authorization.k8s.io", version: "v1", plural: "roles", namespaced: true },
  flags: {
    resource: strings("Resource that the rights are for, RESOURCE[.GROUP][/SUBRESOURCE]; may be repeated."),
    resourceName: stringArray("Only the object of this name; may be repeated."),
    verb: strings("What may be done; may be repeated."),
  },
  async build(given) {
    const { name, flags } = given;
    requireName(name);
    if (flags.verb.length === 0) throw new CliError("at least one verb must be specified");
    if (flags.resource.length === 0) throw new CliError("at least one resource must be specified");
    const verbs = readVerbs(flags.verb);
    const resources = await resolveRuleResources(verbs, readRuleResources(flags.resource), given);
    return role(name, resourceRules(verbs, resources, flags.resourceName));
  },
});
