import type { Invocation } from "../../cli/command.ts";
import { type DryRun, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { isObject, type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { checkFileFlags, hasFiles } from "../../resources/files.ts";
import { applyChange, type Changed } from "../../resources/metadata-apply.ts";
import { type MapChange, type MetadataField, splitWords } from "../../resources/metadata-pairs.ts";
import { type Failure, type Item, itemPath, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import type { metadataFlags } from "./flags.ts";

/** What sets label and annotate apart. */
export interface Kind {
  readonly field: MetadataField;
  readonly key: "labels" | "annotations";
  readonly read: (pairs: readonly string[]) => MapChange;
  readonly file: string;
  readonly json: string;
}

type Given = Invocation<ReturnType<typeof metadataFlags>>;

/** Refuses impossible words before anything is read, in kubectl's order. */
export function checkMetadata({ args, flags }: Given, kind: Kind): void {
  const { dryRun } = readDryRun(flags.dryRun);
  if (flags.output && kind.field === "annotation") readFormat(flags, OBJECT_FORMATS);
  const { resources, pairs } = splitWords(args, kind.field);
  if (flags.list && flags.output && kind.field === "label") {
    throw new CliError("--list and --output may not be specified together");
  }
  if (flags.all && flags.selector) throw new CliError("cannot set --all and --selector at the same time");
  if (flags.all && flags.fieldSelector) throw new CliError("cannot set --all and --field-selector at the same time");
  kind.read(pairs);
  if (flags.local) {
    if (dryRun === "server") {
      throw new CliError("cannot specify --local and --dry-run=server - did you mean --dry-run=client?");
    }
    const spelled = `-f ${kind.file} or --filename=${kind.json}`;
    if (resources.length > 0) throw new CliError(`can only use local files by ${spelled} when --local=true is set`);
    if (!hasFiles(flags)) throw new CliError(`one or more files must be specified as ${spelled}`);
  } else if (resources.length === 0 && !hasFiles(flags)) {
    throw new CliError("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  }
  if (pairs.length === 0 && !flags.list) throw new CliError(`at least one ${kind.field} update is required`);
  checkFileFlags(flags);
}

/** Changes every selected object, prints each as it is done, and throws the failures together at the end. */
export async function changeMetadata(given: Given, kind: Kind): Promise<void> {
  const { flags, args, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const { resources, pairs } = splitWords(args, kind.field);
  const { entries, isSingle } = await selected(given, resources);
  if (flags.resourceVersion && !isSingle && entries.every((entry) => !("error" in entry))) {
    throw new CliError("--resource-version may only be used with a single resource");
  }
  const cause = flags.record && !flags.local && !flags.list && dryRun !== "client" ? given.commandLine : "";
  const wanted = { field: kind.field, change: kind.read(pairs), ...flags, cause };
  const show = shower(given, kind, { dryRun, isSingle });
  const failures: unknown[] = [];
  for (const entry of entries) {
    if ("error" in entry) continue;
    try {
      const changed = applyChange(entry.object, wanted);
      const stays = flags.local || dryRun === "client" || flags.list;
      if (!stays && kind.field === "label") for (const key of changed.missing) show.missing(key);
      const answer = stays ? changed.object : await send(given, entry, changed, dryRun);
      // kubectl prints what it sent for labels, and the server's answer for annotations.
      const object = kind.field === "label" ? changed.object : answer;
      await show.done(object, changed);
    } catch (error) {
      failures.push(...(error instanceof AggregateError ? error.errors : [error]));
    }
  }
  throwTogether(
    failures,
    entries.filter((entry): entry is Failure => "error" in entry),
  );
}

type Found = Pick<Item, "object"> & Partial<Item>;

async function selected(
  { flags, cluster, world }: Given,
  resources: readonly string[],
): Promise<{ entries: readonly (Found | Failure)[]; isSingle: boolean }> {
  if (flags.local) {
    const { found, errors, isSingle } = await readManifests(flags, world);
    return { entries: [...found, ...errors.map((error) => ({ error }))], isSingle };
  }
  const scope = await selectionScope(cluster, flags);
  return await selectObjects(cluster, { ...scope, args: resources, files: flags, chunkSize: 500 }, world);
}

async function send(
  { cluster, flags }: Given,
  item: Found,
  { patch, object }: Changed,
  dryRun: DryRun,
): Promise<KubeObject> {
  if (!patch) return object;
  const { resource, name } = item as Item;
  const path = itemPath(item as Item, {
    fieldManager: flags.fieldManager,
    dryRun: dryRun === "server" ? "All" : undefined,
  });
  const body = JSON.stringify(patch);
  const asked = { verb: "patch", group: resource.group, resource: resource.plural, name };
  const answer = await cluster.json(
    { method: "PATCH", path, body, contentType: "application/merge-patch+json" },
    asked,
  );
  return answer as KubeObject;
}

interface Shown {
  readonly dryRun: DryRun;
  readonly isSingle: boolean;
}

function shower(given: Given, kind: Kind, { dryRun, isSingle }: Shown) {
  const { flags, world } = given;
  const out = world.streams.stdout;
  // As kubectl: a printer of its own for every object, so that YAML documents have no line of dashes between them.
  const print = async (object: KubeObject) => {
    (await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world }))(object);
  };
  return {
    missing: (key: string) => out.write(`label ${JSON.stringify(key)} not found.\n`),
    async done(object: KubeObject, { words }: Changed) {
      if (flags.list) return out.write(listing(object, kind, isSingle));
      if (flags.output || flags.template) return await print(object);
      out.write(`${nameWithKind(object)} ${words}${dryRunSuffix(dryRun)}\n`);
    },
  };
}

/** The lines of --list: under a heading and indented, unless a single object was named. */
function listing(object: KubeObject, { key }: Kind, isSingle: boolean): string {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const map = isObject(metadata[key]) ? metadata[key] : {};
  const indent = isSingle ? "" : " ";
  const head = isSingle ? "" : `Listing ${key} for ${kindOf(object)}.${groupSuffix(object)}/${nameOf(object)}:\n`;
  const lines = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return head + lines.map(([name, value]) => `${indent}${name}=${value}\n`).join("");
}

function groupSuffix({ apiVersion }: KubeObject): string {
  const [group, version] = String(apiVersion ?? "").split("/");
  return version === undefined ? "" : (group ?? "");
}
