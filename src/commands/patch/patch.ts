import { defineCommand, type Invocation } from "../../cli/command.ts";
import { StatusError } from "../../client/status.ts";
import { type DryRun, dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { isEqual } from "../../core/json/equal.ts";
import { writeJson } from "../../core/json/write.ts";
import { apiVersionOf, type KubeObject, kindOf } from "../../core/object.ts";
import { causePatch, recordFlag } from "../../core/record.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { readManifests } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { checkFileFlags, hasFiles, RESOURCES_WANTED } from "../../resources/files.ts";
import { fileFlags } from "../../resources/flags.ts";
import { manifestItems } from "../../resources/manifest-items.ts";
import { type Failure, type Item, itemPath, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { type PatchType, patchLocally, readPatch, TYPES } from "./patch-text.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to patch; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  fieldManager: string("Name under which the server remembers who owns the changed fields.", {
    default: "kubectl-patch",
  }),
  local: bool("Ask no server: patch the objects of the manifests and print them."),
  patch: string("The patch, in JSON or YAML.", { shorthand: "p" }),
  patchFile: string("A file with the patch, in JSON or YAML."),
  record: recordFlag(),
  subresource: string("Patch this part of the object instead: status, scale or another the type has.", {
    complete: ["status", "scale", "resize"],
  }),
  type: string("How the patch is meant: json (RFC 6902), merge (RFC 7386) or strategic.", {
    default: "strategic",
    complete: TYPES,
  }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
  about: `Change fields of objects by a patch in JSON or YAML.

A strategic merge patch knows the lists of built-in kinds: containers are merged by their names, for instance. It does not
work for custom resources; there take --type=merge, where a list replaces a list, or --type=json, a list of operations.`,
  examples: `
# A field; from a file
{program} patch node k8s-node-1 -p '{"spec":{"unschedulable":true}}'
{program} patch -f node.json --patch-file=patch.yaml

# The image of one container, found by its name
{program} patch pod valid-pod -p '{"spec":{"containers":[{"name":"web","image":"nginx:1.27"}]}}'

# The same by its place in the list
{program} patch pod valid-pod --type=json -p='[{"op":"replace","path":"/spec/containers/0/image","value":"nginx:1.27"}]'

# The number of replicas, through the scale subresource
{program} patch deployment web --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
    if (flags.patch && flags.patchFile) throw new CliError("cannot specify --patch and --patch-file together");
    if (!flags.patch && !flags.patchFile) {
      throw new CliError("must specify --patch or --patch-file containing the contents of the patch");
    }
    if (flags.local && args.length > 0) throw new CliError("cannot specify --local and server resources");
    if (flags.type && !(TYPES as readonly string[]).includes(flags.type.toLowerCase())) {
      throw new CliError(`--type must be one of [${TYPES.join(" ")}], not ${JSON.stringify(flags.type)}`);
    }
    checkFileFlags(flags);
    if (args.length === 0 && !hasFiles(flags)) throw new CliError(RESOURCES_WANTED);
  },
  run: patchObjects,
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});

async function patchObjects(given: Given): Promise<void> {
  const { flags, world } = given;
  const { dryRun, notice } = readDryRun(flags.dryRun);
  if (notice) world.streams.stderr.write(`${notice}\n`);
  const type = (flags.type.toLowerCase() || "strategic") as PatchType;
  const text = await readPatch(flags, world);
  const entries = flags.local ? await localObjects(given) : await served(given);
  const failures: unknown[] = [];
  for (const entry of entries) {
    if ("error" in entry) continue;
    try {
      const isHere = flags.local || dryRun === "client";
      const patched = isHere
        ? patchLocally(entry.object, type, text)
        : await send(given, entry as Item, { type, text, dryRun });
      const isSame = isEqual(entry.object, patched);
      const recorded = isHere || !flags.record ? patched : await record(given, entry as Item, patched, dryRun);
      await show(given, recorded, isSame);
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(
    failures,
    entries.filter((entry): entry is Failure => "error" in entry),
  );
}

async function localObjects({ flags, world }: Given): Promise<readonly (Pick<Item, "object"> | Failure)[]> {
  const { found, errors } = await readManifests(flags, world);
  return [...found, ...errors.map((error) => ({ error }))];
}

async function served({ flags, args, cluster, world }: Given): Promise<readonly (Item | Failure)[]> {
  const scope = await selectionScope(cluster, { subresource: flags.subresource });
  // As kubectl: what a manifest says is taken for the object as it is.
  if (hasFiles(flags) && args.length === 0) return await manifestItems(cluster, flags, scope, world);
  return (await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world)).entries;
}

interface Sending {
  readonly type: PatchType;
  readonly text: string;
  readonly dryRun: DryRun;
}

const CONTENT: Readonly<Record<PatchType, string>> = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
};

async function send({ cluster, flags }: Given, item: Item, { type, text, dryRun }: Sending): Promise<KubeObject> {
  const { resource, name } = item;
  const query = { fieldManager: flags.fieldManager, dryRun: dryRun === "server" ? "All" : undefined };
  const asked = { verb: "patch", group: resource.group, resource: resource.plural, name };
  const path = itemPath(item, query, flags.subresource);
  const request = { method: "PATCH", path, body: text, contentType: CONTENT[type] } as const;
  try {
    return (await cluster.json(request, asked)) as KubeObject;
  } catch (error) {
    if (!(error instanceof StatusError) || error.code !== 415) throw error;
    const kind = `${apiVersionOf(item.object)}, Kind=${kindOf(item.object)}`;
    throw new CliError(`${CONTENT[type]} is not supported by ${kind}: ${error.detail}`, { cause: error });
  }
}

/** As kubectl, --record is a patch of its own after the other. */
async function record(given: Given, item: Item, patched: KubeObject, dryRun: DryRun): Promise<KubeObject> {
  const patch = causePatch(patched, given.commandLine);
  return patch ? await send(given, item, { type: "merge", text: writeJson(patch), dryRun }) : patched;
}

/** Prints a patched object: as -o asks, or in a line that says whether anything changed. */
async function show({ flags, world }: Given, object: KubeObject, isSame: boolean): Promise<void> {
  if (!flags.output && !flags.template) {
    return world.streams.stdout.write(`${nameWithKind(object)} patched${isSame ? " (no change)" : ""}\n`);
  }
  // As kubectl: a printer of its own for every object, so that YAML documents have no line of dashes between them.
  (await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world }))(object);
}
