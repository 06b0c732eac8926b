import { CliError } from "../core/errors.ts";
import type { Json, KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { readDocuments } from "../core/yaml/read.ts";
import { type Decoded, decodeObjects, NestedListError } from "./decode.ts";
import { checkFileFlags, type FileFlags, kustomization, listSources, type Source } from "./files.ts";

/** An object of a manifest and where it stood. */
export interface Manifest {
  readonly object: KubeObject;
  readonly source: string;
  /** It was an item of a List: kubectl prints the server's errors for those without their prefix. */
  readonly isListed: boolean;
}

export interface Manifests {
  readonly found: readonly Manifest[];
  /** What could not be read or decoded; the rest was read all the same. */
  readonly errors: readonly unknown[];
  /** One file was named, not a folder: its only object is printed on its own, its errors end the printing. */
  readonly isSingle: boolean;
}

/** Reads every document that -f names before anything else happens. Throws for paths that do not exist. */
export async function readManifests(flags: FileFlags, world: World): Promise<Manifests> {
  const found: Manifest[] = [];
  const errors: unknown[] = [];
  checkFileFlags(flags);
  if (flags.kustomize) return { found, errors: [kustomization(flags.kustomize, world.cwd)], isSingle: false };
  const sources = listSources(flags, world);
  for (const source of sources) {
    try {
      for (const document of await readSource(source)) {
        const decoded = decode(document, source.name);
        if (decoded instanceof NestedListError) {
          errors.push(decoded);
          continue;
        }
        const { objects, isList } = decoded;
        found.push(...objects.map((object) => ({ object, source: source.name, isListed: isList })));
        errors.push(...decoded.errors);
      }
    } catch (error) {
      errors.push(error);
    }
  }
  return { found, errors, isSingle: sources.length === 1 && isFile(sources[0] as Source, flags) };
}

const isFile = ({ name }: Source, { filename }: FileFlags): boolean => filename.includes(name);

async function readSource(source: Source) {
  const bytes = await source.read();
  try {
    return await readDocuments(bytes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CliError(`error parsing ${source.name}: ${error.message}`, { cause: error });
  }
}

/** The objects of a document; a List in a List spoils its own document only. */
function decode(document: Json, source: string): Decoded | NestedListError {
  try {
    return decodeObjects(document);
  } catch (error) {
    if (error instanceof NestedListError) return error;
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`unable to decode ${JSON.stringify(source)}: ${error.message}`, { cause: error });
  }
}
