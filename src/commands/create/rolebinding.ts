import { string } from "../../core/flags.ts";
import { roleBinding } from "../../generate/role-binding.ts";
import { defineCreator } from "./creator.ts";
import { subjectFlags } from "./subject-flags.ts";

export default defineCreator({
  usage:
    "NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
  about: "Create a role binding: it gives users, groups and service accounts the rights of a role in one namespace.",
  examples: `
# A cluster role for two users and a group
{program} create rolebinding admins --clusterrole=admin --user=ada --user=ben --group=ops

# A role of the namespace for a service account
{program} create rolebinding watchers --role=watcher --serviceaccount=shop:builder`,
  resource: { group: "rbac.authorization.k8s.io", version: "v1", plural: "rolebindings", namespaced: true },
  failure: "failed to create rolebinding: ",
  flags: {
    clusterrole: string("Cluster role whose rights are given."),
    role: string("Role of the namespace whose rights are given."),
    ...subjectFlags,
  },
  build: ({ name, flags }) => roleBinding(name, flags, flags),
});
