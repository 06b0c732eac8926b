import { namespace } from "../../generate/namespace.ts";
import { requireName } from "../../generate/required-name.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--dry-run=server|client|none]",
  about: "Create a namespace with the given name.",
  examples: `
# A namespace
{program} create namespace shop`,
  resource: { group: "", version: "v1", plural: "namespaces", namespaced: false },
  flags: {},
  build({ name }) {
    requireName(name);
    return namespace(name);
  },
});
