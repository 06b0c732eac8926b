import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { Json, KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { type Document, readStream } from "../core/yaml/read.ts";
import { type Decoded, decodeObjects, NestedListError } from "./decode.ts";
import { checkFileFlags, type FileFlags, kustomization, listSources } from "./files.ts";
import { validationError } from "./validate.ts";

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
  /** The same, each with the file it comes from. */
  readonly failures: readonly SourceFailure[];
  /** There is one file: its only object is printed on its own, its errors end the printing. */
  readonly isSingle: boolean;
}

export interface SourceFailure {
  readonly error: unknown;
  readonly source: string;
}

/** Makes objects of a document; throws CliError without the name of the source. `json` is its text where that was JSON. */
export type Decode = (document: Json, json?: string) => Decoded;

/**
 * Reads every document that -f names before anything else happens; with `checked`, documents without a kind or version
 * are refused in the words of --validate. Throws for paths that do not exist.
 */
export async function readManifests(
  flags: FileFlags,
  world: World,
  { checked = false, decode = decodeObjects }: { readonly checked?: boolean; readonly decode?: Decode } = {},
): Promise<Manifests> {
  const found: Manifest[] = [];
  const failures: SourceFailure[] = [];
  checkFileFlags(flags);
  if (flags.kustomize) {
    const error = kustomization(flags.kustomize, world.cwd);
    return { found, errors: [error], failures: [{ error, source: flags.kustomize }], isSingle: false };
  }
  const sources = listSources(flags, world);
  for (const source of sources) {
    const errors = {
      push: (...all: unknown[]) => failures.push(...all.map((error) => ({ error, source: source.name }))),
    };
    try {
      const { documents, error } = await readStream(await source.read());
      for (const document of documents) {
        const invalid = checked ? validationError(document.value, source.name) : undefined;
        if (invalid) throw invalid;
        const decoded = decoding(document, source.name, decode);
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
  const isSingle = sources.length === 1 && sources[0]?.name !== "STDIN";
  return { found, errors: failures.map(({ error }) => error), failures, isSingle };
}

/** The objects of a text that is no file, all or none; throws kubectl's error for the first that cannot be read. */
export async function decodeText(text: string, source: string): Promise<KubeObject[]> {
  const { documents, error } = await readStream(text);
  if (error) throw new CliError(`error parsing ${source}: ${error.message}`, { cause: error });
  return documents.flatMap((document) => {
    const decoded = decoding(document, source, decodeObjects);
    if (decoded instanceof Error) throw decoded;
    if (decoded.errors[0]) throw decoded.errors[0];
    return [...decoded.objects];
  });
}

/** The objects of a document, or what spoils this document and no other. */
function decoding({ value, json }: Document, source: string, decode: Decode): Decoded | CliError {
  try {
    return decode(value, json);
  } catch (error) {
    if (error instanceof NestedListError) return error;
    if (!(error instanceof CliError)) throw error;
    return new CliError(`unable to decode ${goQuote(source)}: ${error.message}`, { cause: error });
  }
}
