import type { Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import type { Flags } from "../../core/flags.ts";
import type { RuleResource } from "../../generate/role.ts";
import { findNamed, otherMeanings } from "../../resources/mapper.ts";
import { typeName } from "../../resources/target.ts";

const STANDARD = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
  "use",
  "bind",
  "escalate",
  "impersonate",
  "proxy",
  "*",
];

const RBAC = "rbac.authorization.k8s.io";

/** Verbs that only these resources know. Some of them are served by no API. */
const SPECIAL: Readonly<Record<string, readonly { readonly group: string; readonly resource: string }[]>> = {
  use: [
    { group: "policy", resource: "podsecuritypolicies" },
    { group: "extensions", resource: "podsecuritypolicies" },
  ],
  bind: [
    { group: RBAC, resource: "roles" },
    { group: RBAC, resource: "clusterroles" },
  ],
  escalate: [
    { group: RBAC, resource: "roles" },
    { group: RBAC, resource: "clusterroles" },
  ],
  impersonate: [
    { group: "", resource: "users" },
    { group: "", resource: "serviceaccounts" },
    { group: "", resource: "groups" },
    { group: "authentication.k8s.io", resource: "userextras" },
  ],
};

type Given = Pick<Invocation<Flags>, "cluster" | "world">;

/**
 * Resources as the server names them, checked against the verbs of the rule. Throws kubectl's errors; verbs that nobody
 * knows are warned about.
 */
export async function resolveRuleResources(
  verbs: readonly string[],
  resources: readonly RuleResource[],
  { cluster, world }: Given,
): Promise<RuleResource[]> {
  if (resources.some(({ resource }) => resource === "")) {
    throw new CliError("resource must be specified if apiGroup/subresource specified");
  }
  const found: { wanted: RuleResource; named: RuleResource | undefined }[] = [];
  for (const wanted of resources) found.push({ wanted, named: await nameOf(wanted, cluster) });
  for (const verb of verbs) {
    if (!STANDARD.includes(verb)) world.streams.stderr.write(`Warning: '${verb}' is not a standard resource verb\n`);
    for (const { wanted, named } of found) checkVerb(verb, named ?? wanted);
  }
  const special = verbs.some((verb) => Object.hasOwn(SPECIAL, verb));
  return found.map(({ wanted, named }) => {
    if (!named && !special) throw unknown(wanted);
    return named ?? wanted;
  });
}

async function nameOf(wanted: RuleResource, cluster: Given["cluster"]): Promise<RuleResource | undefined> {
  const { resource, group, subresource } = wanted;
  if (resource === "*") return wanted;
  const reading = { resource, ...(group === "" ? {} : { group }) };
  for (const other of otherMeanings(await cluster.served(), group === "" ? resource : `${resource}.${group}`)) {
    cluster.warn(`short name "${resource}" could also match lower priority resource ${typeName(other)}`);
  }
  const found = findNamed(await cluster.served(), reading) ?? findNamed(await cluster.served(true), reading);
  return found && { resource: found.plural, group: found.group, subresource };
}

function checkVerb(verb: string, { resource, group }: RuleResource): void {
  const allowed = Object.hasOwn(SPECIAL, verb) ? SPECIAL[verb] : undefined;
  if (!allowed || resource === "*") return;
  if (allowed.some((one) => one.group === group && one.resource === resource)) return;
  throw new CliError(`can not perform '${verb}' on '${resource}' in group '${group}'`);
}

const unknown = ({ resource, group }: RuleResource): CliError => {
  const where = group === "" ? "" : ` in group ${JSON.stringify(group)}`;
  return new CliError(`the server doesn't have a resource type ${JSON.stringify(resource)}${where}`, { prefix: "" });
};
