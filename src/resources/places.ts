import type { Cluster } from "../client/cluster.ts";
import type { Resource } from "../client/resource.ts";
import { nameOf, namespaceOf } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { readArgs } from "./args.ts";
import { readManifests } from "./documents.ts";
import { fetchPages, itemsOf } from "./fetch.ts";
import { hasFiles, refuseWords } from "./files.ts";
import { manifestSelector } from "./manifest-selector.ts";
import { manifestTarget, type Selecting } from "./objects.ts";
import { planTargets } from "./plan.ts";
import type { Target } from "./target.ts";

/** Where an object is, or should be: named by the user it was not looked at. */
export interface Place {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
  /** The manifest that names it. */
  readonly source?: string;
}

export interface Places {
  readonly places: readonly Place[];
  /** What could not be read or listed; the rest was found all the same. */
  readonly errors: readonly unknown[];
}

/** The places of what words, selectors and files name; only selectors and whole types are asked of the server. */
export async function selectPlaces(cluster: Cluster, selecting: Selecting, world: World): Promise<Places> {
  const words = readArgs(selecting.args, world.name);
  if (hasFiles(selecting.files)) {
    refuseWords(words, selecting.files, world);
    return await placesOfFiles(cluster, selecting, world);
  }
  const places: Place[] = [];
  const errors: unknown[] = [];
  for (const target of await planTargets(words, selecting, cluster)) {
    try {
      places.push(...(await placesOf(cluster, target, selecting.chunkSize)));
    } catch (error) {
      errors.push(error);
    }
  }
  return { places, errors };
}

async function placesOf(cluster: Cluster, target: Target, chunkSize: number): Promise<Place[]> {
  const { resource, namespace, name } = target;
  if (name !== undefined) return [{ resource, namespace, name }];
  const want = {
    accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json",
    chunkSize,
  };
  const places: Place[] = [];
  for await (const page of fetchPages(cluster, target, want, () => void places.splice(0))) {
    for (const one of itemsOf(page)) {
      places.push({ resource, namespace: resource.namespaced ? namespaceOf(one) : undefined, name: nameOf(one) });
    }
  }
  return places;
}

async function placesOfFiles(cluster: Cluster, selecting: Selecting, world: World): Promise<Places> {
  const fits = manifestSelector(selecting.labelSelector);
  const { found, errors } = await readManifests(selecting.files, world);
  const places: Place[] = [];
  const failures = [...errors];
  for (const manifest of found) {
    try {
      const { resource, namespace, name = "" } = await manifestTarget(cluster, manifest, selecting);
      if (fits(manifest.object)) places.push({ resource, namespace, name, source: manifest.source });
    } catch (error) {
      failures.push(error);
    }
  }
  return { places, errors: failures };
}
