import type { Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import type { Flags } from "../../core/flags.ts";
import type { KubeObject } from "../../core/object.ts";
import { readArgs } from "../../resources/args.ts";
import { fetchNamed } from "../../resources/fetch.ts";
import { planTargets } from "../../resources/plan.ts";
import { selectionScope } from "../../resources/selection.ts";

/** The object that a TYPE/NAME word names; throws kubectl's errors. */
export async function findObject(
  { cluster, world }: Pick<Invocation<Flags>, "cluster" | "world">,
  word: string,
): Promise<KubeObject> {
  const scope = await selectionScope(cluster);
  const [target] = await planTargets(readArgs([word], world.name), scope, cluster);
  if (!target) throw new CliError("resource(s) were provided, but no name was specified");
  return await fetchNamed(cluster, target, { accept: "application/json", chunkSize: 0 });
}
