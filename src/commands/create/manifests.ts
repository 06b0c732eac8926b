import { resourcePath } from "../../client/paths.ts";
import { dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import type { KubeObject } from "../../core/object.ts";
import { withChangeCause } from "../../core/record.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { type Manifest, readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { manifestSelector } from "../../resources/manifest-selector.ts";
import { atVersion, checkable, toWrite } from "../../resources/manifest-writing.ts";
import { type Failure, manifestTarget, NoMatchError } from "../../resources/objects.ts";
import { withSource } from "../../resources/source-error.ts";
import type { Target } from "../../resources/target.ts";
import type { CreateGiven } from "./create.ts";

/** Creates every object of the manifests, prints each as it is done, and throws the failures together at the end. */
export async function createManifests(given: CreateGiven): Promise<void> {
  const { flags, cluster, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  await cluster.server();
  const { name: namespace, explicit } = await cluster.namespace();
  const manifests = await wanted(given);
  if (readValidate(flags.validate) !== "Ignore") await checkable(cluster, manifests);
  const scope = { namespace, namespaceIsExplicit: explicit, allNamespaces: false };
  const show = await shower(given, dryRunSuffix(dryRun));
  if (flags.edit) return await (await import("./edit.ts")).createEdited(given, manifests);
  const failures: unknown[] = [];
  const unplaced: Failure[] = [];
  for (const manifest of manifests) {
    try {
      const target = await manifestTarget(cluster, manifest, scope);
      const cause = flags.record ? given.commandLine : "";
      const object = withChangeCause(toWrite(manifest.object, target, flags.saveConfig), cause);
      show(dryRun === "client" ? object : await post(given, target, object, manifest.source));
    } catch (error) {
      if (error instanceof NoMatchError) unplaced.push({ error, source: manifest.source });
      else failures.push(error);
    }
  }
  throwTogether(failures, unplaced);
}

/** The manifests that -l leaves; throws before anything is sent when one of them cannot be read. */
async function wanted({ flags, world }: CreateGiven): Promise<readonly Manifest[]> {
  const fits = manifestSelector(flags.selector);
  const checked = readValidate(flags.validate) !== "Ignore";
  const { found, errors } = await readManifests(flags, world, { checked });
  if (errors.length > 1) throw new AggregateError(errors);
  if (errors.length === 1) throw errors[0];
  const manifests = found.filter(({ object }) => fits(object));
  if (manifests.length === 0 && !flags.edit) throw new CliError("no objects passed to create");
  return manifests;
}

/** Sends a new object; throws what the server refuses, with the name of the manifest. */
export async function post(
  { cluster, flags }: CreateGiven,
  { resource, namespace }: Target,
  object: KubeObject,
  source: string | undefined,
): Promise<KubeObject> {
  const query = {
    dryRun: readDryRun(flags.dryRun).dryRun === "server" ? "All" : undefined,
    fieldManager: flags.fieldManager,
    fieldValidation: readValidate(flags.validate),
  };
  const asked = { verb: "post", group: resource.group, resource: resource.plural };
  const path = resourcePath({ resource, namespace, query });
  try {
    return (await cluster.json(
      { method: "POST", path, body: writeJson(atVersion(object, undefined)) },
      asked,
    )) as KubeObject;
  } catch (error) {
    throw withSource(error, "creating", source);
  }
}

async function shower({ flags, world }: CreateGiven, suffix: string): Promise<(object: KubeObject) => void> {
  if (!flags.output && !flags.template) {
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} created${suffix}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
}
