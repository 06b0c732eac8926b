import { dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import type { KubeObject } from "../../core/object.ts";
import { withChangeCause } from "../../core/record.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { printForEdit, textProblem } from "../../edit/objects-text.ts";
import { edit } from "../../edit/session.ts";
import { ABOUT_OBJECTS } from "../../edit/text.ts";
import { EDIT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { decodeText, type Manifest } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { toWrite } from "../../resources/manifest-writing.ts";
import { manifestTarget } from "../../resources/objects.ts";
import { type Target, typeName } from "../../resources/target.ts";
import type { CreateGiven } from "./create.ts";
import { post } from "./manifests.ts";

/** `create --edit`: every manifest is edited first, one after the other, as it would be sent. */
export async function createEdited(given: CreateGiven, manifests: readonly Manifest[]): Promise<void> {
  const failures: unknown[] = [];
  for (const manifest of manifests) {
    try {
      await createOne(given, manifest);
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(failures, []);
}

async function createOne(given: CreateGiven, manifest: Manifest): Promise<void> {
  const { flags, world } = given;
  const { target, object } = await place(given, manifest);
  const format = flags.output.toLowerCase();
  const name = `${typeName(target.resource)} ${JSON.stringify(target.name)}`;
  const asEdited = (one: KubeObject) =>
    place(given, { object: one, source: "edited-file", isListed: false }, flags.saveConfig);
  await edit(
    {
      objects: [object],
      about: ABOUT_OBJECTS,
      extension: format === "json" ? "json" : "yaml",
      isWindows: flags.windowsLineEndings || world.platform === "win32",
      print: (objects) => printForEdit(objects, format),
      check: async (text) =>
        readValidate(flags.validate) === "Ignore" ? undefined : await textProblem(text, name, world),
      async read(text) {
        const objects = await decodeText(text, "edited-file");
        for (const one of objects) await asEdited(one);
        return objects;
      },
      async save(objects) {
        for (const one of objects) await store(given, await asEdited(one));
        return { reasons: [], keepsFile: false };
      },
    },
    world,
  );
}

interface Placed {
  readonly target: Target;
  readonly object: KubeObject;
}

async function place(
  { cluster, flags, commandLine }: CreateGiven,
  manifest: Manifest,
  isSaved = false,
): Promise<Placed> {
  const { name: namespace, explicit: namespaceIsExplicit } = await cluster.namespace();
  const target = await manifestTarget(cluster, manifest, { namespace, namespaceIsExplicit, allNamespaces: false });
  const object = toWrite(manifest.object, target, isSaved);
  return { target, object: withChangeCause(object, flags.record ? commandLine : "") };
}

async function store(given: CreateGiven, { target, object }: Placed): Promise<void> {
  const { flags, world } = given;
  const { dryRun } = readDryRun(flags.dryRun);
  const answer = dryRun === "client" ? object : await post(given, target, object, undefined);
  if (flags.output) (await openPrinter({ flags, format: readFormat(flags, EDIT_FORMATS), world }))(answer);
  else world.streams.stdout.write(`${nameWithKind(answer)} created${dryRunSuffix(dryRun)}\n`);
}
