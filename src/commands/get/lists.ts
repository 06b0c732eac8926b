import { isNotFound } from "../../client/status.ts";
import type { JsonObject } from "../../core/object.ts";
import { type ListFormat, openListPrinter } from "../../printers/list.ts";
import { withoutManagedFields } from "../../printers/printer.ts";
import { fetchNamed, fetchPages, itemsOf } from "../../resources/fetch.ts";
import { kindName, type Target } from "../../resources/target.ts";
import { formatOf } from "./format.ts";
import type { GetInvocation } from "./get.ts";
import { objectPages } from "./pages.ts";

const METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
const METADATA_ONE = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

/** Prints everything as one List in json, yaml or kyaml, each page as text as soon as it is there: objects are not kept. */
export async function printList(given: GetInvocation, targets: readonly Target[], failures: unknown[]): Promise<void> {
  const { flags, world } = given;
  const list = await openListPrinter(formatOf(flags).name as ListFormat, world.streams.stdout);
  for (const target of targets) {
    const rewind = list.mark();
    try {
      for await (const page of objectPages(given, target, rewind)) {
        for (const object of page) list.add(flags.showManagedFields ? object : withoutManagedFields(object));
      }
    } catch (error) {
      rewind();
      if (!(flags.ignoreNotFound && isNotFound(error))) failures.push(error);
    }
  }
  if (!list.isEmpty || !flags.ignoreNotFound) list.finish();
}

/** Names need no more than metadata, which the server sends alone when asked. */
export async function printNames(given: GetInvocation, targets: readonly Target[], failures: unknown[]): Promise<void> {
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
