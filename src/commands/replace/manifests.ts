import { resourcePath } from "../../client/paths.ts";
import { isNotFound } from "../../client/status.ts";
import { readCascade } from "../../core/cascade.ts";
import { dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type KubeObject, nameOf, resourceVersionOf } from "../../core/object.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { type Deleted, deleteObject, waitForDeletion } from "../../resources/deletion.ts";
import { type Manifest, readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { atVersion, checkable, toWrite } from "../../resources/manifest-writing.ts";
import { type Failure, manifestTarget, NoMatchError } from "../../resources/objects.ts";
import { withSource } from "../../resources/source-error.ts";
import { kindName, type Target } from "../../resources/target.ts";
import type { ReplaceGiven } from "./replace.ts";

interface Replacement {
  readonly manifest: Manifest;
  readonly target: Target;
}

/** Replaces the objects of the manifests, prints each as it is done, and throws the failures together at the end. */
export async function replaceManifests(given: ReplaceGiven): Promise<void> {
  const { flags, cluster, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const { found, errors } = await readManifests(flags, world, { checked: readValidate(flags.validate) !== "Ignore" });
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors);
  if (readValidate(flags.validate) !== "Ignore") await checkable(cluster, found);
  const { placed, failures, unplaced } = await place(given, found);
  if (flags.force && failures.length + unplaced.length === 0) await deleteFirst(given, placed);
  const show = await shower(given, dryRunSuffix(dryRun));
  for (const one of placed) {
    try {
      show(await replaced(given, one));
    } catch (error) {
      failures.push(withSource(error, flags.force ? "creating" : "replacing", one.manifest.source));
    }
  }
  throwTogether(failures, unplaced);
}

async function place({ cluster }: ReplaceGiven, found: readonly Manifest[]) {
  const { name: namespace, explicit } = await cluster.namespace();
  const scope = { namespace, namespaceIsExplicit: explicit, allNamespaces: false };
  const placed: Replacement[] = [];
  const failures: unknown[] = [];
  const unplaced: Failure[] = [];
  for (const manifest of found) {
    try {
      placed.push({ manifest, target: await manifestTarget(cluster, manifest, scope) });
    } catch (error) {
      if (error instanceof NoMatchError) unplaced.push({ error, source: manifest.source });
      else failures.push(error);
    }
  }
  return { placed, failures, unplaced };
}

/** --force: the old objects go, and are waited for, before the first new one comes. */
async function deleteFirst({ flags, cluster, world }: ReplaceGiven, placed: readonly Replacement[]): Promise<void> {
  const { propagation, notice } = readCascade(flags.cascade);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const deleted: Deleted[] = [];
  for (const { target } of placed) {
    const { resource, namespace, name = "" } = target;
    const deleting = { propagation, gracePeriod: flags.gracePeriod, isDryRun: false };
    const gone = await deleteObject(cluster, { resource, namespace, name }, deleting).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (!gone) continue;
    deleted.push(gone);
    world.streams.stdout.write(`${deletedWords(target, flags.output)}\n`);
  }
  await waitForDeletion(cluster, deleted, flags.timeout, world);
}

function deletedWords({ resource, namespace, name }: Target, output: string): string {
  if (output === "name") return `${kindName(resource)}/${name}`;
  const where = resource.namespaced ? ` from ${namespace} namespace` : "";
  return `${kindName(resource)} ${JSON.stringify(name)} deleted${where}`;
}

async function replaced(given: ReplaceGiven, { manifest, target }: Replacement): Promise<KubeObject> {
  const { flags, cluster } = given;
  const { dryRun } = readDryRun(flags.dryRun);
  const object = toWrite(manifest.object, target, flags.saveConfig);
  if (dryRun === "client") return object;
  const { resource, namespace } = target;
  const query = {
    dryRun: dryRun === "server" ? "All" : undefined,
    fieldManager: flags.fieldManager,
    fieldValidation: readValidate(flags.validate),
  };
  const asked = { group: resource.group, resource: resource.plural, name: nameOf(object) };
  if (flags.force) {
    const path = resourcePath({ resource, namespace, query });
    const request = {
      method: "POST",
      path,
      body: writeJson(atVersion(object, undefined)),
      contentType: "application/json",
    } as const;
    return (await cluster.json(request, { ...asked, verb: "post" })) as KubeObject;
  }
  const { subresource } = flags;
  const path = resourcePath({ resource, namespace, name: nameOf(object), subresource, query });
  const body = writeJson(await withVersion(given, target, object));
  return (await cluster.json(
    { method: "PUT", path, body, contentType: "application/json" },
    { ...asked, verb: "put" },
  )) as KubeObject;
}

/**
 * A manifest without a version replaces whatever is there: it is sent with the object's present one. Where that cannot be
 * had, the answer to the PUT tells why.
 */
async function withVersion({ cluster, flags }: ReplaceGiven, target: Target, object: KubeObject): Promise<KubeObject> {
  const name = nameOf(object);
  if (!name) throw new CliError("resource name may not be empty");
  if (resourceVersionOf(object)) return object;
  const { resource, namespace } = target;
  const path = resourcePath({ resource, namespace, name, subresource: flags.subresource });
  const asked = { verb: "get", group: resource.group, resource: resource.plural, name };
  const there = await cluster.json({ path }, asked).catch(() => undefined);
  return isObject(there) ? atVersion(object, resourceVersionOf(there)) : object;
}

async function shower({ flags, world }: ReplaceGiven, suffix: string): Promise<(object: KubeObject) => void> {
  if (!flags.output && !flags.template) {
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} replaced${suffix}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
}
