import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { isObject, type Json, type KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { type Document, readStream } from "../core/yaml/read.ts";
import { type Decoded, decodeObjects, NestedListError } from "./decode.ts";
import { checkFileFlags, type FileFlags, kustomization, listSources } from "./files.ts";

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
  /** There is one file: its only object is printed on its own, its errors end the printing. */
  readonly isSingle: boolean;
}

/** Reads every document that -f names before anything else happens. Throws for paths that do not exist.
 * With `checked` a document without kind or apiVersion is told as kubectl's validation does. */
export async function readManifests(flags: FileFlags, world: World, { checked = false } = {}): Promise<Manifests> {
  const found: Manifest[] = [];
  const errors: unknown[] = [];
  checkFileFlags(flags);
  if (flags.kustomize) return { found, errors: [kustomization(flags.kustomize, world.cwd)], isSingle: false };
  const sources = listSources(flags, world);
  for (const source of sources) {
    try {
      const { documents, error } = await readStream(await source.read());
      for (const document of documents) {
        const incomplete = checked ? missingFields(document.value, source.name) : undefined;
        const decoded = incomplete ?? decode(document, source.name);
        if (decoded instanceof Error) {
          errors.push(decoded);
          continue;
        }
        const { objects, isList } = decoded;
        found.push(...objects.map((object) => ({ object, source: source.name, isListed: isList })));
        errors.push(...decoded.errors);
      }
      if (error) throw new CliError(`error parsing ${source.name}: ${error.message}`, { cause: error });
    } catch (error) {
      errors.push(error);
    }
  }
  return { found, errors, isSingle: sources.length === 1 && sources[0]?.name !== "STDIN" };
}

/** What kubectl's validation says of a document that does not tell its type. */
function missingFields(document: Json, source: string): CliError | undefined {
  if (!isObject(document)) return undefined;
  const missing = ["apiVersion", "kind"].filter((field) => !document[field]).map((field) => `${field} not set`);
  if (missing.length === 0) return undefined;
  const words = missing.length === 1 ? missing[0] : `[${missing.join(", ")}]`;
  return new CliError(
    `error validating ${goQuote(source)}: error validating data: ${words}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );
}

/** The objects of a document, or what spoils this document and no other. */
function decode({ value, json }: Document, source: string): Decoded | CliError {
  try {
    return decodeObjects(value, json);
  } catch (error) {
    if (error instanceof NestedListError) return error;
    if (!(error instanceof CliError)) throw error;
    return new CliError(`unable to decode ${goQuote(source)}: ${error.message}`, { cause: error });
  }
}
