import { readArgs } from "../../resources/args.ts";
import { planTargets, type Scope } from "../../resources/plan.ts";
import { selectionScope } from "../../resources/selection.ts";
import type { Target } from "../../resources/target.ts";
import type { GetInvocation } from "./get.ts";

/** Where get looks, from its flags and the current namespace. */
export async function scopeOf({
  flags,
  cluster,
}: GetInvocation): Promise<Scope & { readonly namespaceIsExplicit: boolean }> {
  return await selectionScope(cluster, { ...flags, all: true });
}

/** What the words of get ask for. */
export async function targetsOf(given: GetInvocation): Promise<Target[]> {
  const { args, cluster, world } = given;
  return await planTargets(readArgs(args, world.name), await scopeOf(given), cluster);
}
