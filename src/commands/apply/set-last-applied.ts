import { bareConfiguration, lastAppliedText } from "../../apply/last-applied.ts";
import { throwTogether } from "../../apply/tell.ts";
import { placed } from "../../apply/wanted.ts";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { resourcePath } from "../../client/paths.ts";
import { dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, strings } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { LAST_APPLIED } from "../../core/last-applied.ts";
import type { KubeObject } from "../../core/object.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { type Manifest, readManifests } from "../../resources/documents.ts";
import { fetchNamed } from "../../resources/fetch.ts";
import { RESOURCES_WANTED } from "../../resources/files.ts";
import { manifestTarget } from "../../resources/objects.ts";
import type { Target } from "../../resources/target.ts";

const flags = {
  filename: strings("File, folder or URL with what was applied; - is standard input.", {
    shorthand: "f",
    complete: ["yaml", "yml", "json"],
  }),
  ...dryRunFlag,
  ...printFlags(OBJECT_FORMATS),
  createAnnotation: bool("Also for objects that nobody applied yet."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "-f FILENAME",
  about: `Write into objects' annotation what was applied last, without changing anything else of them.

The next apply then takes the manifest for what was there before: only fields that it had can be removed.`,
  examples: `
# The manifest is what the deployment was made of; the deployment was not made by apply
{program} apply set-last-applied -f web.yaml
{program} apply set-last-applied -f web.yaml --create-annotation=true`,
  flags,
  check({ flags }) {
    readDryRun(flags.dryRun);
    if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
  },
  async run(given) {
    const { world } = given;
    const { notice } = readDryRun(given.flags.dryRun);
    if (notice) world.streams.stderr.write(`${notice}\n`);
    if (given.flags.filename.length === 0) throw new CliError(RESOURCES_WANTED);
    const { changes, failures } = await findChanges(given);
    throwTogether(failures, []);
    const print = await printer(given);
    for (const change of changes) print(await send(given, change));
  },
});

interface Change {
  readonly target: Target;
  readonly live: KubeObject;
  readonly text: string;
}

/** Looks at every object before the first is changed; in one file, the first failure is the last thing that is looked at. */
async function findChanges(given: Given): Promise<{ changes: Change[]; failures: unknown[] }> {
  const { flags, world } = given;
  const files = { filename: flags.filename, kustomize: "", recursive: false };
  const { found, failures: unreadable } = await readManifests(files, world);
  const changes: Change[] = [];
  const failed = new Map<string, unknown>();
  for (const manifest of found) {
    if (failed.has(manifest.source)) continue;
    try {
      const change = await changeOf(given, manifest);
      if (change) changes.push(change);
    } catch (error) {
      failed.set(manifest.source, error);
    }
  }
  for (const { error, source } of unreadable) if (!failed.has(source)) failed.set(source, error);
  return { changes, failures: [...failed.values()] };
}

async function changeOf({ flags, cluster, world }: Given, manifest: Manifest): Promise<Change | undefined> {
  const { name, explicit } = await cluster.namespace();
  const scope = { namespace: name, namespaceIsExplicit: explicit, allNamespaces: false };
  const target = await manifestTarget(cluster, manifest, scope);
  const live = await fetchNamed(cluster, target, { accept: "application/json", chunkSize: 0 });
  const before = lastAppliedText(live);
  if (before === undefined && !flags.createAnnotation) {
    throw new CliError(
      `no last-applied-configuration annotation found on resource: ${target.name}, to create the annotation, run the command with --create-annotation`,
    );
  }
  const text = `${writeJson(bareConfiguration(placed(manifest.object, target)))}\n`;
  if (before?.trim() !== text.trim()) return { target, live, text };
  world.streams.stdout.write(`set-last-applied ${target.name}: no changes required.\n`);
  return undefined;
}

async function send({ flags, cluster }: Given, { target, live, text }: Change): Promise<KubeObject> {
  const { dryRun } = readDryRun(flags.dryRun);
  if (dryRun === "client") return live;
  const { resource, namespace, name } = target;
  const path = resourcePath({ resource, namespace, name, query: { dryRun: dryRun === "server" ? "All" : undefined } });
  const body = JSON.stringify({ metadata: { annotations: { [LAST_APPLIED]: text } } });
  const asked = { verb: "patch", group: resource.group, resource: resource.plural, name: name ?? "" };
  const answer = await cluster.json(
    { method: "PATCH", path, body, contentType: "application/merge-patch+json" },
    asked,
  );
  return answer as KubeObject;
}

async function printer({ flags, world }: Given): Promise<(object: KubeObject) => void> {
  if (flags.output || flags.template) {
    return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
  }
  const suffix = dryRunSuffix(readDryRun(flags.dryRun).dryRun);
  return (object) => world.streams.stdout.write(`${nameWithKind(object)} configured${suffix}\n`);
}
