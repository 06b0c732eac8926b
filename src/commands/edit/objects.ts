import { CliError } from "../../core/errors.ts";
import type { KubeObject } from "../../core/object.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { printForEdit, textProblem } from "../../edit/objects-text.ts";
import { edit } from "../../edit/session.ts";
import { ABOUT_OBJECTS } from "../../edit/text.ts";
import { withoutManagedFields } from "../../printers/printer.ts";
import { decodeText } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { type Failure, type Item, manifestTarget, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { typeName } from "../../resources/target.ts";
import type { EditGiven } from "./edit.ts";
import { findOriginal, saver } from "./save.ts";

/** Lets the user edit what words or files name, and patches what changed. */
export async function editObjects(given: EditGiven): Promise<void> {
  const { flags, world } = given;
  const items = await selected(given);
  const [first] = items;
  if (!first) throw new CliError("edit is not supported for empty lists");
  const extension = flags.output.toLowerCase() === "json" ? "json" : "yaml";
  const original = items.map((item) => ({ ...item, object: shownOf(given, item.object) }));
  const name = `${typeName(first.resource)} ${JSON.stringify(first.name)}`;
  await edit(
    {
      objects: original.map(({ object }) => object),
      about: ABOUT_OBJECTS,
      extension,
      isWindows: flags.windowsLineEndings || world.platform === "win32",
      print: (objects) => printForEdit(objects, flags.output.toLowerCase()),
      check: async (text) =>
        readValidate(flags.validate) === "Ignore" ? undefined : await textProblem(text, name, world),
      read: (text) => readEdited(given, original, text),
      save: saver(given, original),
    },
    world,
  );
}

/** The edited objects; throws kubectl's error for kinds that the server does not know. */
async function readEdited({ cluster }: EditGiven, originals: readonly Item[], text: string): Promise<KubeObject[]> {
  const { name: namespace } = await cluster.namespace();
  const scope = { namespace, namespaceIsExplicit: false, allNamespaces: false };
  const objects = await decodeText(text, "edited-file");
  for (const object of objects) {
    if (!findOriginal(originals, object)) {
      await manifestTarget(cluster, { object, source: "edited-file", isListed: false }, scope);
    }
  }
  return objects;
}

async function selected({ flags, args, cluster, world }: EditGiven): Promise<readonly Item[]> {
  const scope = await selectionScope(cluster, { subresource: flags.subresource, all: true });
  const { entries } = await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world);
  throwTogether(
    [],
    entries.filter((entry): entry is Failure => "error" in entry),
  );
  return entries as readonly Item[];
}

const shownOf = ({ flags }: EditGiven, object: KubeObject): KubeObject =>
  flags.showManagedFields ? object : withoutManagedFields(object);
