import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import type { Resource } from "../client/resource.ts";
import { StatusError } from "../client/status.ts";
import { NoAnswer } from "../client/unreachable.ts";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { readGroupVersion } from "../core/names.ts";
import { apiVersionOf, type KubeObject, kindOf, nameOf, namespaceOf } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { readArgs } from "./args.ts";
import { type Decode, type Manifest, readManifests } from "./documents.ts";
import { fetchNamed, fetchPages, itemsOf } from "./fetch.ts";
import { type FileFlags, hasFiles, refuseWords } from "./files.ts";
import { manifestSelector } from "./manifest-selector.ts";
import { findKind } from "./mapper.ts";
import { planTargets, type Scope } from "./plan.ts";
import { gvrText, type Target } from "./target.ts";

/** An object of the cluster and the address it was found at. */
export interface Item {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly object: KubeObject;
}

/** Something that was asked for and could not be had. */
export interface Failure {
  readonly error: unknown;
  /** The manifest file it comes from; kubectl prints the failures of one file as one. */
  readonly source?: string;
}

export interface Selection {
  /** Objects and failures in the order in which they were asked for. */
  readonly entries: readonly (Item | Failure)[];
  /** Exactly one object was asked for by name. */
  readonly isSingle: boolean;
}

export interface Selecting extends Scope {
  readonly args: readonly string[];
  readonly files: FileFlags;
  readonly namespaceIsExplicit: boolean;
  readonly chunkSize: number;
  /** How documents of manifests are decoded, where it is not by what all kinds have in common. */
  readonly decode?: Decode;
  /** Refuses what came from the server, by what was asked for. */
  readonly check?: (target: Target) => void;
}

/** Fetches the objects that the words, selectors or files name; what fails is told apart, the rest goes on. */
export async function selectObjects(cluster: Cluster, selecting: Selecting, world: World): Promise<Selection> {
  const words = readArgs(selecting.args, world.name);
  if (hasFiles(selecting.files)) {
    refuseWords(words, selecting.files, world);
    return await fromFiles(cluster, selecting, world);
  }
  const targets = await planTargets(words, selecting, cluster);
  const entries: (Item | Failure)[] = [];
  for (const target of targets) entries.push(...(await orFailure(() => fetchTarget(cluster, target, selecting))));
  return { entries, isSingle: targets.length === 1 && targets[0]?.name !== undefined };
}

async function orFailure(fetch: () => Promise<Item[]>): Promise<(Item | Failure)[]> {
  try {
    return await fetch();
  } catch (error) {
    return [{ error }];
  }
}

async function fetchTarget(
  cluster: Cluster,
  target: Target,
  { chunkSize, check }: Pick<Selecting, "chunkSize" | "check">,
): Promise<Item[]> {
  const { resource } = target;
  const want = { accept: "application/json", chunkSize };
  if (target.name !== undefined) {
    const object = await fetchNamed(cluster, target, want);
    check?.(target);
    return [{ resource, namespace: target.namespace, name: target.name, object }];
  }
  let items: Item[] = [];
  const restart = () => {
    items = [];
  };
  for await (const page of fetchPages(cluster, target, want, restart)) {
    for (const found of itemsOf(page)) items.push(itemOf(resource, withKind(found, page)));
  }
  check?.(target);
  return items;
}

const itemOf = (resource: Resource, object: KubeObject): Item => ({
  resource,
  namespace: resource.namespaced ? namespaceOf(object) : undefined,
  name: nameOf(object),
  object,
});

/** Items of a list leave out their kind: it is the list's without "List". */
export function withKind(item: KubeObject, list: KubeObject): KubeObject {
  if (item.kind !== undefined) return item;
  return { apiVersion: apiVersionOf(list), kind: kindOf(list).replace(/List$/, ""), ...item };
}

async function fromFiles(cluster: Cluster, selecting: Selecting, world: World): Promise<Selection> {
  const fits = manifestSelector(selecting.labelSelector);
  const { found, errors, isSingle } = await readManifests(selecting.files, world, {
    ...(selecting.decode ? { decode: selecting.decode } : {}),
  });
  const entries: (Item | Failure)[] = [];
  for (const manifest of found) {
    const fetch = async () => {
      const target = await manifestTarget(cluster, manifest, selecting);
      return fits(manifest.object) ? await fetchTarget(cluster, target, { ...selecting, chunkSize: 0 }) : [];
    };
    const fetched = await orFailure(fetch);
    entries.push(...fetched.map((one) => ("error" in one ? { ...one, source: manifest.source } : one)));
  }
  return { entries: [...entries, ...errors.map((error) => ({ error }))], isSingle };
}

/** Where a manifest's object lives on the server; throws kubectl's error for kinds it does not serve. */
export async function manifestTarget(
  cluster: Cluster,
  { object, source, isListed }: Manifest,
  scope: Pick<Selecting, "namespace" | "namespaceIsExplicit" | "allNamespaces">,
): Promise<Target> {
  const gv = readGroupVersion(apiVersionOf(object));
  const find = async (fresh: boolean) => {
    const served = await cluster.served(fresh).catch((error) => Promise.reject(notRecognized(source, error)));
    return gv && findKind(served, gv.group, gv.version, kindOf(object));
  };
  const resource = (await find(false)) ?? (await find(true));
  if (!resource) throw noMatch(object, source);
  const own = namespaceOf(object);
  if (resource.namespaced && scope.namespaceIsExplicit && own && own !== scope.namespace) {
    throw new WrongNamespaceError(
      `the namespace from the provided object "${own}" does not match the namespace "${scope.namespace}". You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  if (resource.namespaced && scope.allNamespaces && !own) {
    throw new CliError(`no namespace set on resource ${gvrText(resource)} ${JSON.stringify(nameOf(object))}`);
  }
  const namespace = resource.namespaced ? own || scope.namespace : undefined;
  return { resource, namespace, name: nameOf(object), isListed };
}

/** A manifest's object belongs to another namespace than the one that was asked for. */
export class WrongNamespaceError extends CliError {}

/** What kept a manifest's kind from being looked up on the server. */
function notRecognized(source: string, error: unknown): unknown {
  if (!(error instanceof CliError)) return error;
  const reason =
    error instanceof NoAnswer
      ? error.full
      : error instanceof StatusError
        ? error.detail || error.message
        : error.message;
  return new CliError(`unable to recognize ${goQuote(source)}: ${reason}`, { cause: error });
}

/** A manifest of a kind that the server does not serve. */
export class NoMatchError extends CliError {}

function noMatch(object: KubeObject, source: string): CliError {
  const about = `name: ${JSON.stringify(nameOf(object))} namespace: ${JSON.stringify(namespaceOf(object))} from ${JSON.stringify(source)}`;
  const kinds = `no matches for kind ${JSON.stringify(kindOf(object))} in version ${JSON.stringify(apiVersionOf(object))}`;
  return new NoMatchError(`resource mapping not found for ${about}: ${kinds}\nensure CRDs are installed first`);
}

/** The path of an item on the server. */
export const itemPath = (
  { resource, namespace, name }: Item,
  query: Record<string, string | undefined> = {},
  subresource = "",
): string => resourcePath({ resource, namespace, name, subresource, query });
