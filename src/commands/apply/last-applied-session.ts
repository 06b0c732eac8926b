import { lastAppliedText } from "../../apply/last-applied.ts";
import { resourcePath } from "../../client/paths.ts";
import { CliError } from "../../core/errors.ts";
import { isEqual } from "../../core/json/equal.ts";
import { readJson } from "../../core/json/read.ts";
import { writeJson } from "../../core/json/write.ts";
import { LAST_APPLIED } from "../../core/last-applied.ts";
import { isObject, type KubeObject } from "../../core/object.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { printForEdit, textProblem } from "../../edit/objects-text.ts";
import { edit } from "../../edit/session.ts";
import { ABOUT_LAST_APPLIED } from "../../edit/text.ts";
import { EDIT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { decodeText } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fetchNamed } from "../../resources/fetch.ts";
import { type Failure, type Item, manifestTarget, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { typeName } from "../../resources/target.ts";
import type { LastAppliedGiven } from "./edit-last-applied.ts";

/** Lets the user edit the configurations that were applied last, and writes them back into their annotations. */
export async function editLastApplied(given: LastAppliedGiven): Promise<void> {
  const { flags, world } = given;
  const items = await selected(given);
  const objects = items.map(({ object }) => configurationOf(object)).filter((one) => one !== undefined);
  const [first] = items;
  if (!first || objects.length === 0) {
    throw new CliError(
      `no last-applied-configuration annotation found on resources, to create the annotation, use command \`${world.name} apply set-last-applied --create-annotation\``,
    );
  }
  const format = flags.output.toLowerCase();
  const name = `${typeName(first.resource)} ${JSON.stringify(first.name)}`;
  await edit(
    {
      objects,
      about: ABOUT_LAST_APPLIED,
      extension: format === "json" ? "json" : "yaml",
      isWindows: flags.windowsLineEndings || world.platform === "win32",
      print: (all) => printForEdit(all, format),
      check: async (text) =>
        readValidate(flags.validate) === "Ignore" ? undefined : await textProblem(text, name, world),
      read: (text) => decodeText(text, "edited-file"),
      async save(edited) {
        for (const object of edited) await store(given, object);
        return { reasons: [], keepsFile: false };
      },
    },
    world,
  );
}

async function selected({ flags, args, cluster, world }: LastAppliedGiven): Promise<readonly Item[]> {
  const scope = await selectionScope(cluster, { all: true });
  const { entries } = await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world);
  throwTogether(
    [],
    entries.filter((entry): entry is Failure => "error" in entry),
  );
  return entries as readonly Item[];
}

function configurationOf(object: KubeObject): KubeObject | undefined {
  const text = lastAppliedText(object);
  const configuration = text === undefined ? undefined : readJson(text);
  return isObject(configuration) ? configuration : undefined;
}

async function store({ flags, cluster, world }: LastAppliedGiven, object: KubeObject): Promise<void> {
  const { name: namespace } = await cluster.namespace();
  const scope = { namespace, namespaceIsExplicit: false, allNamespaces: false };
  const target = await manifestTarget(cluster, { object, source: "edited-file", isListed: false }, scope);
  const live = await fetchNamed(cluster, target, { accept: "application/json", chunkSize: 0 });
  const out = world.streams.stdout;
  if (isEqual(configurationOf(live), object)) return out.write(`${nameWithKind(object)} skipped\n`);
  const { resource, name = "" } = target;
  const path = resourcePath({
    resource,
    namespace: target.namespace,
    name,
    query: { fieldManager: flags.fieldManager },
  });
  const body = JSON.stringify({ metadata: { annotations: { [LAST_APPLIED]: `${writeJson(object)}\n` } } });
  const asked = { verb: "patch", group: resource.group, resource: resource.plural, name };
  await cluster.json({ method: "PATCH", path, body, contentType: "application/merge-patch+json" }, asked);
  if (!flags.output) return out.write(`${nameWithKind(object)} edited\n`);
  (await openPrinter({ flags, format: readFormat(flags, EDIT_FORMATS), world }))(object);
}
