import type { ApplySet } from "../../apply/apply-set/set.ts";
import type { Applying } from "../../apply/execute.ts";
import { prune, pruneNotice, uidOf } from "../../apply/prune.ts";
import { pruneResources, readPruneTypes } from "../../apply/prune-types.ts";
import { createSchemas } from "../../apply/schemas.ts";
import { throwTogether } from "../../apply/tell.ts";
import { findWanted } from "../../apply/wanted.ts";
import { optimizeCode } from "../../client/engine.ts";
import { readCascade } from "../../core/cascade.ts";
import { dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import type { KubeObject } from "../../core/object.ts";
import { readValidate } from "../../core/validate-flag.ts";
import type { Deleting } from "../../resources/deletion.ts";
import { applyAll } from "./all.ts";
import { type Given, refuseContradictions } from "./check.ts";
import { createShow } from "./show.ts";

/** From so many objects on optimized code is worth its memory. */
const MANY = 2000;

/** Applies every object of the manifests in their order, prints each as it is done, and throws the failures together. */
export async function runApply(given: Given): Promise<void> {
  const { flags, world, cluster } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  for (const line of [notice, readCascade(flags.cascade).notice]) if (line) world.streams.stderr.write(`${line}\n`);
  if (flags.prune && flags.pruneAllowlist.length > 0) {
    await pruneResources(cluster, readPruneTypes(flags.pruneAllowlist));
    refuseContradictions(given);
  }
  const set = flags.applyset ? await openSet(given, flags.applyset) : undefined;
  const isValidated = readValidate(flags.validate) !== "Ignore";
  const { wanted, unreadable, misplaced } = await findWanted(
    cluster,
    { ...flags, isValidated, changeCause: flags.record ? given.commandLine : "" },
    world,
  );
  if (unreadable.length > 0) throwTogether([...misplaced, ...unreadable], []);
  if (wanted.length + misplaced.length === 0) throw new CliError("no objects passed to apply");
  if (wanted.length > MANY) optimizeCode();
  const show = createShow(flags, dryRunSuffix(dryRun), world);
  const failures: unknown[] = [];
  const kept = new Set<string>();
  for await (const { result, release } of applyAll(
    given,
    readApplying(given),
    set ? await set.begin(wanted) : wanted,
  )) {
    release();
    if ("error" in result) failures.push(result.error);
    else {
      kept.add(uidOf(result.object));
      show.done(result.object, result.words);
    }
  }
  throwTogether(misplaced, failures);
  await show.finish();
  if (!flags.prune) return;
  const namespaces = new Set(wanted.flatMap(({ target }) => target.namespace ?? []));
  const leaving = set ? set.finish(kept, pruneDeleting(given)) : pruned(given, [...namespaces].sort(), kept);
  for await (const object of leaving) await show.alone(object, "pruned");
}

function readApplying({ flags, cluster, world }: Given): Applying {
  const { dryRun } = readDryRun(flags.dryRun);
  return {
    cluster,
    world,
    schemas: createSchemas(cluster, flags.openapiPatch),
    fieldManager: flags.fieldManager,
    fieldValidation: readValidate(flags.validate),
    isDryRun: dryRun === "server",
    isLocal: dryRun === "client",
    overwrite: flags.overwrite,
    asksOpenApi: flags.openapiPatch,
    force: flags.force ? { ...readDeleting(flags), timeout: flags.timeout } : undefined,
  };
}

const readDeleting = ({ cascade, gracePeriod }: Given["flags"]): Deleting => ({
  propagation: readCascade(cascade).propagation,
  gracePeriod,
  isDryRun: false,
});

/** How pruned objects are deleted; undefined leaves them alone. */
function pruneDeleting({ flags }: Given): Deleting | undefined {
  const { dryRun } = readDryRun(flags.dryRun);
  return dryRun === "client" ? undefined : { ...readDeleting(flags), isDryRun: dryRun === "server", isTyped: true };
}

async function openSet(given: Given, reference: string): Promise<ApplySet> {
  const { flags, cluster } = given;
  const { openApplySet } = await import("../../apply/apply-set/set.ts");
  const { isDryRun, isLocal } = readApplying(given);
  refuseContradictions(given);
  return await openApplySet(cluster, { reference, isDryRun, isLocal, force: flags.forceConflicts });
}

async function* pruned(
  given: Given,
  namespaces: readonly string[],
  kept: ReadonlySet<string>,
): AsyncGenerator<KubeObject> {
  const { flags, cluster, world } = given;
  const resources = await pruneResources(cluster, readPruneTypes(flags.pruneAllowlist));
  if (flags.pruneAllowlist.length === 0) {
    world.streams.stderr.write(`${pruneNotice(world.name)}\n`);
  }
  const deleting = pruneDeleting(given);
  yield* prune(cluster, { resources, namespaces, labelSelector: flags.selector, kept, deleting });
}
