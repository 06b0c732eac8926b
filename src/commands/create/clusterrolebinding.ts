import { string } from "../../core/flags.ts";
import { clusterRoleBinding } from "../../generate/role-binding.ts";
import { defineCreator } from "./creator.ts";
import { subjectFlags } from "./subject-flags.ts";

export default defineCreator({
  usage:
    "NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
  about: "Create a cluster role binding: it gives users, groups and service accounts a cluster role in all namespaces.",
  examples: `
# A cluster role for two users and a group
{program} create clusterrolebinding admins --clusterrole=cluster-admin --user=ada --user=ben --group=ops`,
  resource: { group: "rbac.authorization.k8s.io", version: "v1", plural: "clusterrolebindings", namespaced: false },
  failure: "failed to create clusterrolebinding: ",
  flags: {
    clusterrole: string("Cluster role whose rights are given.", { required: true }),
    ...subjectFlags,
  },
  build: ({ name, flags }) => clusterRoleBinding(name, flags.clusterrole, flags),
});
