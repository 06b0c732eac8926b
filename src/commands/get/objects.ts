import { isNotFound } from "../../client/status.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import { openPrinter, type Printer } from "../../printers/printer.ts";
import { fetchNamed, fetchPages, itemsOf, type Want } from "../../resources/fetch.ts";
import { hasFiles } from "../../resources/files.ts";
import { targetsOfFiles } from "../../resources/manifest-targets.ts";
import { withKind } from "../../resources/objects.ts";
import { kindName, type Target } from "../../resources/target.ts";
import { formatOf } from "./format.ts";
import type { GetInvocation } from "./get.ts";
import { scopeOf, targetsOf } from "./scope.ts";
import { sortObjects } from "./sort.ts";
import { throwAll } from "./table.ts";

const METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
const METADATA_ONE = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

/** Prints what was asked for in an object format: one object on its own, several as one List. */
export async function printObjects(given: GetInvocation): Promise<void> {
  const { flags, world } = given;
  const format = formatOf(flags);
  const { targets, errors, isSingle } = await planned(given);
  if (isSingle && errors.length > 0) throwAll(errors, errors);
  const failures = [...errors];
  if (format.name === "name" && !flags.sortBy && !isSingle) {
    await printNames(given, targets, failures);
    return throwAll(failures, errors);
  }
  const printer = await openPrinter({ flags, format, world, noHeaders: flags.noHeaders });
  let objects: KubeObject[] = [];
  for (const target of targets) {
    try {
      objects.push(...(await fetchAll(given, target)));
    } catch (error) {
      if (flags.ignoreNotFound && isNotFound(error)) continue;
      if (isSingle) throw error;
      failures.push(error);
    }
  }
  if (flags.sortBy) objects = await sortObjects(objects, flags.sortBy);
  if (flags.export) objects = await cleaned(objects);
  print(printer, objects, { format: format.name, isSingle, ignoreNothing: flags.ignoreNotFound });
  throwAll(failures, errors);
}

interface Ending {
  readonly format: string;
  readonly isSingle: boolean;
  readonly ignoreNothing: boolean;
}

function print(printer: Printer, objects: KubeObject[], { format, isSingle, ignoreNothing }: Ending): void {
  if (isSingle && objects.length === 1) return printer(objects[0] as KubeObject);
  if (objects.length === 0 && ignoreNothing) return;
  if (format === "name" || format.startsWith("custom-columns")) return printer({ kind: "List", items: objects });
  printer({ apiVersion: "v1", items: objects, kind: "List", metadata: { resourceVersion: "" } });
}

async function cleaned(objects: readonly KubeObject[]): Promise<KubeObject[]> {
  const { reappliable } = await import("../../resources/export.ts");
  return objects.map(reappliable);
}

async function planned(given: GetInvocation) {
  if (hasFiles(given.flags)) return await targetsOfFiles(given.cluster, given.flags, await scopeOf(given), given.world);
  const targets = await targetsOf(given);
  return { targets, errors: [], isSingle: targets.length === 1 && targets[0]?.name !== undefined };
}

async function fetchAll(given: GetInvocation, target: Target): Promise<KubeObject[]> {
  const { flags, cluster } = given;
  const want: Want = { accept: "application/json", chunkSize: flags.sortBy ? 0 : flags.chunkSize };
  if (target.name !== undefined) return [await fetchNamed(cluster, target, want)];
  const items: KubeObject[] = [];
  const restart = () => void items.splice(0);
  for await (const page of fetchPages(cluster, target, want, restart)) {
    for (const item of itemsOf(page)) items.push(withKind(item, page));
  }
  return items;
}

/** Names need no more than metadata, which the server sends alone when asked. */
async function printNames(given: GetInvocation, targets: readonly Target[], failures: unknown[]): Promise<void> {
  const { flags, cluster, world } = given;
  for (const target of targets) {
    const prefix = `${kindName(target.resource)}/`;
    try {
      let lines = "";
      const line = (object: JsonObject) => `${prefix}${(object.metadata as JsonObject).name}\n`;
      if (target.name !== undefined) {
        lines = line(await fetchNamed(cluster, target, { accept: METADATA_ONE, chunkSize: 0 }));
      } else {
        const restart = () => {
          lines = "";
        };
        for await (const page of fetchPages(
          cluster,
          target,
          { accept: METADATA, chunkSize: flags.chunkSize },
          restart,
        )) {
          lines += itemsOf(page).map(line).join("");
        }
      }
      world.streams.stdout.write(lines);
    } catch (error) {
      if (!(flags.ignoreNotFound && isNotFound(error))) failures.push(error);
    }
  }
}
