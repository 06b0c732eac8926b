import { requireName } from "../../generate/required-name.ts";
import { serviceAccount } from "../../generate/service-account.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--dry-run=server|client|none]",
  about: "Create a service account with the given name.",
  examples: `
# A service account
{program} create serviceaccount builder`,
  resource: { group: "", version: "v1", plural: "serviceaccounts", namespaced: true },
  failure: "failed to create serviceaccount: ",
  flags: {},
  build({ name }) {
    requireName(name);
    return serviceAccount(name);
  },
});
