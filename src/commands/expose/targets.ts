import type { Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { apiVersionOf, type KubeObject, kindOf } from "../../core/object.ts";
import { readManifests } from "../../resources/documents.ts";
import { checkFileFlags, hasFiles } from "../../resources/files.ts";
import { type Failure, manifestTarget, NoMatchError, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import type { exposeFlags } from "./flags.ts";

export type ExposeGiven = Invocation<typeof exposeFlags>;

type Entry = { readonly object: KubeObject } | Failure;

/** The objects to expose: those of manifests as they stand there, others as the server has them. */
export async function selected(given: ExposeGiven): Promise<readonly Entry[]> {
  const { args, flags, cluster, world } = given;
  checkFileFlags(flags);
  const scope = await selectionScope(cluster);
  if (hasFiles(flags)) {
    if (args.length > 0) throw mixed();
    return await fromFiles(given, scope);
  }
  if (args.length === 0) throw nothing();
  const { entries } = await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 0 }, world);
  return entries;
}

async function fromFiles(
  { flags, cluster, world }: ExposeGiven,
  scope: Parameters<typeof manifestTarget>[2],
): Promise<Entry[]> {
  const { found, errors } = await readManifests(flags, world);
  const entries: Entry[] = [];
  for (const manifest of found) {
    try {
      await manifestTarget(cluster, manifest, scope);
      entries.push({ object: manifest.object });
    } catch (error) {
      entries.push({ error: error instanceof NoMatchError ? unknownKind(manifest.object, manifest.source) : error });
    }
  }
  return [...entries, ...errors.map((error) => ({ error }))];
}

/** kubectl reads these manifests by its own list of types. */
const unknownKind = (object: KubeObject, source: string): CliError =>
  new CliError(
    `unable to decode ${JSON.stringify(source)}: no kind ${JSON.stringify(kindOf(object))} is registered for version ${JSON.stringify(apiVersionOf(object))} in scheme "pkg/runtime/scheme.go:111"`,
  );

const mixed = (): CliError =>
  new CliError("when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well");

const nothing = (): CliError =>
  new CliError(
    `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`,
  );
