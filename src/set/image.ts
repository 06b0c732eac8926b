import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { hasPodSpec, objectsAt, withPodSpec } from "./pod-spec.ts";

/** The words of `set image`: what is to be changed, and the image of each container. */
export interface ImageWords {
  readonly resources: readonly string[];
  readonly images: ReadonlyMap<string, string>;
}

/** Tells TYPE/NAME words from CONTAINER=IMAGE words; throws kubectl's error where they are mixed. */
export function readImageWords(args: readonly string[]): ImageWords {
  const resources: string[] = [];
  const images = new Map<string, string>();
  for (const word of args) {
    const at = word.indexOf("=");
    if (at > 0) images.set(word.slice(0, at), word.slice(at + 1));
    else if (images.size > 0) throw new CliError(`all resources must be specified before image changes: ${word}`);
    else resources.push(word);
  }
  return { resources, images };
}

const containersOf = (spec: JsonObject): JsonObject[] => [
  ...objectsAt(spec, "initContainers"),
  ...objectsAt(spec, "containers"),
];

/** The names of an object's containers and their images; none for what holds no pod template. */
export function containerImages(object: KubeObject): [string, string][] {
  const found: [string, string][] = [];
  if (!hasPodSpec(object)) return found;
  withPodSpec(object, (spec) => {
    for (const { name, image } of containersOf(spec)) found.push([String(name), String(image ?? "")]);
  });
  return found;
}

/** Sets the images of a pod spec's containers, "*" for all; gives the names that no container has. */
export function setImages(spec: JsonObject, images: ReadonlyMap<string, string>): string[] {
  const containers = containersOf(spec);
  const missing: string[] = [];
  for (const [name, image] of images) {
    const found = containers.filter((one) => name === "*" || one.name === name);
    for (const container of found) container.image = image;
    if (found.length === 0) missing.push(name);
  }
  return missing;
}
