import { askAhead } from "../../apply/ahead.ts";
import type { Wanted } from "../../apply/execute.ts";
import { maskSecrets } from "../../apply/mask.ts";
import { type Change, preview } from "../../apply/preview.ts";
import { prune, pruneNotice, uidOf } from "../../apply/prune.ts";
import { pruneResources, readPruneTypes } from "../../apply/prune-types.ts";
import { createSchemas } from "../../apply/schemas.ts";
import { throwTogether } from "../../apply/tell.ts";
import { findWanted } from "../../apply/wanted.ts";
import { readGroupVersion } from "../../core/names.ts";
import { apiVersionOf, type KubeObject, kindOf, nameOf, namespaceOf } from "../../core/object.ts";
import { writeYaml } from "../../core/yaml/write.ts";
import { withoutManagedFields } from "../../printers/printer.ts";
import { compareFolders } from "./compare.ts";
import type { Given } from "./diff.ts";
import { createFolders, type Folders } from "./folders.ts";

/** Writes every object as it is and as it would be into two folders and has them compared; the exit code tells. */
export async function runDiff(given: Given): Promise<number> {
  const { flags, cluster, world } = given;
  if (flags.prune && flags.pruneAllowlist.length > 0) {
    await pruneResources(cluster, readPruneTypes(flags.pruneAllowlist));
  }
  const { wanted, unreadable, misplaced } = await findWanted(cluster, { ...flags, isValidated: false }, world);
  throwTogether([...misplaced, ...unreadable], []);
  const folders = createFolders(world);
  try {
    await writeAll(given, wanted, folders);
    return await compareFolders(folders, world);
  } finally {
    folders.remove();
  }
}

async function writeAll(given: Given, wanted: readonly Wanted[], folders: Folders): Promise<void> {
  const { flags, cluster, world } = given;
  const previewing = { ...flags, cluster, schemas: createSchemas(cluster, true) };
  const kept = new Set<string>();
  const width = Math.max(flags.concurrency, 1);
  for await (const [, change] of askAhead(
    wanted,
    (one) => preview(previewing, one),
    () => false,
    width,
  )) {
    world.signal.throwIfAborted();
    for (const object of [change.live, change.merged]) if (object) kept.add(uidOf(object));
    writeChange(given, change, folders);
  }
  if (!flags.prune) return;
  if (flags.pruneAllowlist.length === 0) world.streams.stderr.write(`${pruneNotice(world.name)}\n`);
  const namespaces = [...new Set(wanted.flatMap(({ target }) => target.namespace ?? []))].sort();
  const resources = await pruneResources(cluster, readPruneTypes(flags.pruneAllowlist));
  const pruning = { resources, namespaces, labelSelector: flags.selector, kept, deleting: undefined };
  for await (const live of prune(cluster, pruning)) {
    const { live: shown = live } = flags.showSecrets ? { live } : maskSecrets({ live, merged: undefined });
    folders.write("live", fileName(live), writeYaml(shown));
  }
}

function writeChange({ flags }: Given, change: Change, folders: Folders): void {
  const named = change.live ?? change.merged;
  if (!named) return;
  const { live, merged } = flags.showSecrets ? change : maskSecrets(change);
  const text = (object: KubeObject | undefined) =>
    object ? writeYaml(flags.showManagedFields ? object : withoutManagedFields(object)) : "";
  // Of a secret that is not there yet kubectl's mask makes a null.
  const isMaskedNew = !live && merged !== change.merged;
  folders.write("live", fileName(named), isMaskedNew ? "null\n" : text(live));
  folders.write("merged", fileName(named), text(merged));
}

/** GROUP.VERSION.KIND.NAMESPACE.NAME, as kubectl calls the files. */
function fileName(object: KubeObject): string {
  const { group = "", version = "" } = readGroupVersion(apiVersionOf(object)) ?? {};
  const parts = [version, kindOf(object), namespaceOf(object), nameOf(object)];
  return (group === "" ? parts : [group, ...parts]).join(".").replaceAll("/", "-");
}
