import { resourcePath } from "../../client/paths.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { annotated, LAST_APPLIED } from "../../core/last-applied.ts";
import { isObject, type JsonObject, type KubeObject, stringMapOf } from "../../core/object.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { type Manifest, readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { manifestSelector } from "../../resources/manifest-selector.ts";
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
  if (readValidate(flags.validate) !== "Ignore") await checkable(given, manifests);
  const scope = { namespace, namespaceIsExplicit: explicit, allNamespaces: false };
  const show = await shower(given, dryRunSuffix(dryRun));
  const failures: unknown[] = [];
  const unplaced: Failure[] = [];
  for (const manifest of manifests) {
    try {
      const target = await manifestTarget(cluster, manifest, scope);
      const object = placed(manifest.object, target, flags.saveConfig);
      show(dryRun === "client" ? object : await post(given, target, object, manifest.source));
    } catch (error) {
      if (error instanceof NoMatchError) unplaced.push({ error, source: manifest.source });
      else failures.push(error);
    }
  }
  throwTogether(failures, unplaced);
}

/** A server that cannot be reached cannot check a manifest either: kubectl says so when it asks for the schemas. */
async function checkable({ cluster }: CreateGiven, [first]: readonly Manifest[]): Promise<void> {
  if (!first) return;
  try {
    await cluster.served();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const reason = error.full.replace(/^(Get "https?:\/\/[^/"]+)[^"]*/, "$1/openapi/v2?timeout=32s");
    throw new CliError(
      `error validating ${JSON.stringify(first.source)}: error validating data: failed to download openapi: ${reason}; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  }
}

/** The manifests that -l leaves; throws before anything is sent when one of them cannot be read. */
async function wanted({ flags, world }: CreateGiven): Promise<readonly Manifest[]> {
  const fits = manifestSelector(flags.selector);
  const checked = readValidate(flags.validate) !== "Ignore";
  const { found, errors } = await readManifests(flags, world, { checked });
  if (errors.length > 1) throw new AggregateError(errors);
  if (errors.length === 1) throw errors[0];
  const manifests = found.filter(({ object }) => fits(object));
  if (manifests.length > 0 && flags.edit) throw new CliError("--edit is not in this version yet");
  if (manifests.length === 0 && !flags.edit) throw new CliError("no objects passed to create");
  return manifests;
}

/** The object as it is sent: in its namespace, if its type has one, and remembered in itself where that is wanted. */
function placed(object: KubeObject, { namespace }: Target, isSaved: boolean): KubeObject {
  const { namespace: _, ...rest } = isObject(object.metadata) ? object.metadata : ({} as JsonObject);
  const metadata = namespace === undefined ? rest : { ...rest, namespace };
  const here = { ...object, metadata };
  if (!isSaved) return here;
  const { [LAST_APPLIED]: __, ...annotations } = stringMapOf(here, "annotations");
  const remembered = { ...here, metadata: { ...metadata, annotations } };
  return annotated(remembered, LAST_APPLIED, `${writeJson(remembered)}\n`);
}

async function post(
  { cluster, flags }: CreateGiven,
  { resource, namespace }: Target,
  object: KubeObject,
  source: string,
): Promise<KubeObject> {
  const query = {
    dryRun: readDryRun(flags.dryRun).dryRun === "server" ? "All" : undefined,
    fieldManager: flags.fieldManager,
    fieldValidation: readValidate(flags.validate),
  };
  const asked = { verb: "post", group: resource.group, resource: resource.plural };
  const path = resourcePath({ resource, namespace, query });
  try {
    return (await cluster.json({ method: "POST", path, body: writeJson(object) }, asked)) as KubeObject;
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
