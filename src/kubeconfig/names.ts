import type { FlagValues } from "../core/flags.ts";
import type { World } from "../core/world.ts";
import type { GlobalFlags } from "./flags.ts";
import { loadConfig, placesOf } from "./load.ts";

/** The names of contexts, clusters or users, for completion. */
export async function entryNames(
  source: "contexts" | "clusters" | "users",
  globals: Pick<FlagValues<GlobalFlags>, "kubeconfig">,
  world: World,
): Promise<string[]> {
  const { merged } = await loadConfig(placesOf(globals.kubeconfig, world), world);
  return [...merged[source].keys()];
}
