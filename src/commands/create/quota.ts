import { string } from "../../core/flags.ts";
import { quota } from "../../generate/quota.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]",
  about: "Create a resource quota: limits for what the objects of a namespace may use together.",
  examples: `
# Limits for computing and for numbers of objects
{program} create quota team --hard=cpu=1,memory=1G,pods=2,services=3

# Limits for the pods that ask for nothing
{program} create quota besteffort --hard=pods=100 --scopes=BestEffort`,
  resource: { group: "", version: "v1", plural: "resourcequotas", namespaced: true },
  failure: "failed to create quota: ",
  flags: {
    hard: string("RESOURCE=QUANTITY pairs, joined by commas."),
    scopes: string("Scopes of objects that count, joined by commas."),
  },
  build: ({ name, flags }) => quota(name, flags.hard, flags.scopes),
});
