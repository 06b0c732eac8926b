import { isNotFound } from "../../client/status.ts";
import type { JsonObject } from "../../core/object.ts";
import { type Grid, layOutObjects, layOutTable, type TableOptions } from "../../printers/table.ts";
import { type TableWriter, tableWriter } from "../../printers/table-writer.ts";
import { fetchNamed, fetchPages, itemsOf, type Want } from "../../resources/fetch.ts";
import { hasFiles } from "../../resources/files.ts";
import { targetsOfFiles } from "../../resources/manifest-targets.ts";
import { kindName, type Target } from "../../resources/target.ts";
import type { GetInvocation } from "./get.ts";
import { scopeOf, targetsOf } from "./scope.ts";
import { sortTable, unsortableTables } from "./sort.ts";

export const TABLE =
  "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

/** Prints what was asked for as tables, one below the other; throws the failures together afterwards. */
export async function printTables(given: GetInvocation): Promise<void> {
  const { flags, world } = given;
  const { targets, errors } = await planned(given);
  const writer = await openWriter(given);
  const failures = [...errors];
  for (const target of targets) {
    try {
      for (const grid of await gridsOf(given, target, targets.length)) writer.add(kindName(target.resource), grid);
    } catch (error) {
      if (!(flags.ignoreNotFound && isNotFound(error))) failures.push(error);
    }
  }
  if (flags.sortBy && flags.serverPrint && targets.length > 1 && failures.length === 0)
    throw unsortableTables(flags.sortBy);
  const nothing = writer.isEmpty && failures.length === 0 && !flags.ignoreNotFound;
  if (nothing) world.streams.stderr.write(await nothingFound(given, targets));
  writer.finish();
  throwAll(failures, errors);
}

/** One failure keeps its own form; several, and those of files, are printed as kubectl prints a list of errors. */
export function throwAll(failures: readonly unknown[], fromFiles: readonly unknown[] = []): void {
  if (failures.length === 0) return;
  if (failures.length === 1 && fromFiles.length === 0) throw failures[0];
  throw new AggregateError(failures);
}

async function planned(given: GetInvocation) {
  if (!hasFiles(given.flags)) return { targets: await targetsOf(given), errors: [] };
  return await targetsOfFiles(given.cluster, given.flags, await scopeOf(given), given.world);
}

async function openWriter({ flags, world, globals }: GetInvocation): Promise<TableWriter> {
  if (flags.output.toLowerCase() !== "box") return tableWriter(world.streams.stdout, flags);
  const { boxWriter } = await import("../../printers/box.ts");
  return boxWriter(world, globals.color, flags);
}

async function gridsOf(given: GetInvocation, target: Target, count: number): Promise<Grid[]> {
  const { flags, cluster, world } = given;
  const options = { ...tableOptions(given, target), now: world.now() };
  const want: Want = {
    accept: flags.serverPrint ? TABLE : "application/json",
    // The whole list is needed to sort it.
    chunkSize: flags.sortBy ? 0 : flags.chunkSize,
    query: { includeObject: flags.sortBy && flags.serverPrint ? "Object" : undefined },
  };
  const layOut = async (answer: JsonObject): Promise<Grid> => {
    const table = await sortTable(answer, flags.sortBy, { count, isNamed: target.name !== undefined });
    if (table.kind === "Table") return layOutTable(table, options);
    return layOutObjects(Array.isArray(table.items) ? itemsOf(table) : [table], options);
  };
  if (target.name !== undefined) return [await layOut(await fetchNamed(cluster, target, want))];
  let grids: Grid[] = [];
  const restart = () => {
    grids = [];
  };
  for await (const page of fetchPages(cluster, target, want, restart)) grids.push(await layOut(page));
  return grids;
}

export function tableOptions({ flags }: GetInvocation, target: Target): TableOptions {
  return {
    wide: flags.output.toLowerCase() === "wide",
    withNamespace: flags.allNamespaces && target.resource.namespaced,
    labelColumns: flags.labelColumns,
    showLabels: flags.showLabels,
  };
}

async function nothingFound({ flags, cluster }: GetInvocation, targets: readonly Target[]): Promise<string> {
  const namespaced = targets.every(({ resource }) => resource.namespaced);
  if (flags.allNamespaces || !namespaced) return "No resources found\n";
  return `No resources found in ${(await cluster.namespace()).name} namespace.\n`;
}
