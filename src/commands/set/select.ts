import type { Cluster } from "../../client/cluster.ts";
import { CliError } from "../../core/errors.ts";
import { readGroupVersion } from "../../core/names.ts";
import { apiVersionOf, type KubeObject, kindOf, nameOf, namespaceOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { type FileFlags, hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { type Failure, type Item, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import type { Target } from "../../resources/target.ts";
import { decodeTyped, isKnown, unknownKind } from "../../typed/objects.ts";

/** An object to change, as the server or a manifest has it. */
export interface Found {
  readonly object: KubeObject;
  /** Its place on the server; none with --local. */
  readonly item?: Item;
  /** What kubectl's messages call it: "deployments/web". */
  readonly word: string;
}

/** Which objects are meant. */
export interface Asking {
  readonly words: readonly string[];
  readonly flags: FileFlags & { readonly all: boolean; readonly selector?: string; readonly local: boolean };
  readonly cluster: Cluster;
  readonly world: World;
}

/** The objects that the command line names and those that could not be had, in order. */
export async function findObjects(asking: Asking): Promise<readonly (Found | Failure)[]> {
  const { words, flags, cluster, world } = asking;
  if (flags.local) return await localObjects(asking);
  if (words.length === 0 && !hasFiles(flags)) throw new CliError(RESOURCES_WANTED);
  const scope = await selectionScope(cluster, flags);
  const selecting = { ...scope, args: words, files: flags, chunkSize: 0, decode: decodeTyped, check: checkKnown };
  const { entries } = await selectObjects(cluster, selecting, world);
  return entries.map((one) =>
    "error" in one ? one : { object: one.object, item: one, word: `${one.resource.plural}/${one.name}` },
  );
}

/** As findObjects, but all or nothing: what failed is thrown before anything is changed. */
export async function findAll(asking: Asking): Promise<readonly Found[]> {
  const entries = await findObjects(asking);
  const isFailure = (one: Found | Failure): one is Failure => "error" in one;
  throwTogether([], entries.filter(isFailure));
  return entries.filter((one): one is Found => !isFailure(one));
}

/** As kubectl, which does not know custom resources here. */
function checkKnown({ resource, name }: Target): void {
  const version = resource.group ? `${resource.group}/${resource.version}` : resource.version;
  if (isKnown(version, resource.kind)) return;
  throw unknownKind(version, name === undefined ? `${resource.kind}List` : resource.kind);
}

async function localObjects({ flags, cluster, world }: Asking): Promise<readonly (Found | Failure)[]> {
  if (!hasFiles(flags)) throw new CliError(RESOURCES_WANTED);
  const { found, errors } = await readManifests(flags, world, { decode: decodeTyped });
  const namespace = await cluster.namespace();
  for (const { object } of found) checkNamespace(object, namespace);
  return [...found.map(({ object }) => ({ object, word: localWord(object) })), ...errors.map((error) => ({ error }))];
}

function checkNamespace(object: KubeObject, { name, explicit }: { name: string; explicit: boolean }): void {
  const own = namespaceOf(object);
  if (!explicit || own === "" || own === name) return;
  throw new CliError(
    `the namespace from the provided object "${own}" does not match the namespace "${name}". You must pass '--namespace=${own}' to perform this operation.`,
  );
}

/** As kubectl, with its line's end behind kinds that have a group. */
function localWord(object: KubeObject): string {
  const group = readGroupVersion(apiVersionOf(object))?.group;
  const kind = kindOf(object).toLowerCase();
  return group ? `${kind}.${group}/${nameOf(object)}\n` : `${kind}/${nameOf(object)}`;
}
