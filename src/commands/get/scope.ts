import { readArgs } from "../../resources/args.ts";
import { planTargets, type Scope } from "../../resources/plan.ts";
import type { Target } from "../../resources/target.ts";
import type { GetInvocation } from "./get.ts";

/** Where get looks, from its flags and the current namespace. */
export async function scopeOf({
  flags,
  cluster,
}: GetInvocation): Promise<Scope & { readonly namespaceIsExplicit: boolean }> {
  const { name, explicit } = await cluster.namespace();
  return {
    namespace: name,
    namespaceIsExplicit: explicit && !flags.allNamespaces,
    allNamespaces: flags.allNamespaces,
    labelSelector: flags.selector,
    fieldSelector: flags.fieldSelector,
    subresource: flags.subresource,
    bareTypes: true,
  };
}

/** What the words of get ask for. */
export async function targetsOf(given: GetInvocation): Promise<Target[]> {
  const { args, cluster, world } = given;
  return await planTargets(readArgs(args, world.name), await scopeOf(given), cluster);
}
