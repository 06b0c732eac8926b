import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import type { KubeObject } from "../../core/object.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { writeKyaml } from "../../core/yaml/kyaml.ts";
import { writeYaml } from "../../core/yaml/write.ts";
import { edit } from "../../edit/session.ts";
import type { Reason } from "../../edit/text.ts";
import { withoutManagedFields } from "../../printers/printer.ts";
import { decodeText } from "../../resources/documents.ts";
import { throwTogether } from "../../resources/failures.ts";
import { type Failure, type Item, manifestTarget, selectObjects } from "../../resources/objects.ts";
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
      extension,
      isWindows: flags.windowsLineEndings || world.platform === "win32",
      print: (objects) => printed(objects, flags.output.toLowerCase()),
      check: async (text) => {
        const problem = readValidate(flags.validate) === "Ignore" ? undefined : await textProblem(text);
        if (!problem) return undefined;
        world.streams.stderr.write(`error: ${name} is invalid\n`);
        return invalid(name, [`<nil>: Invalid value: "The edited file failed validation": ${problem}`]);
      },
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

/** kubectl's reason for an object that the server, or a look at the text, found wrong. */
const invalid = (name: string, lines: readonly string[]): Reason => ({ head: `${name} was not valid`, lines });

async function selected({ flags, args, cluster, world }: EditGiven): Promise<readonly Item[]> {
  const { name: namespace, explicit: namespaceIsExplicit } = await cluster.namespace();
  const scope = {
    namespace,
    namespaceIsExplicit,
    allNamespaces: false,
    labelSelector: "",
    fieldSelector: "",
    subresource: flags.subresource,
    bareTypes: true,
  };
  const { entries } = await selectObjects(cluster, { ...scope, args, files: flags, chunkSize: 500 }, world);
  throwTogether(
    [],
    entries.filter((entry): entry is Failure => "error" in entry),
  );
  return entries as readonly Item[];
}

const shownOf = ({ flags }: EditGiven, object: KubeObject): KubeObject =>
  flags.showManagedFields ? object : withoutManagedFields(object);

function printed(objects: readonly KubeObject[], format: string): string {
  const [only] = objects;
  const whole =
    objects.length === 1 && only ? only : { apiVersion: "v1", items: [...objects], kind: "List", metadata: {} };
  if (format === "json") return `${writeJson(whole, { indent: 4 })}\n`;
  return format === "kyaml" ? writeKyaml(whole) : writeYaml(whole);
}

/** What is wrong with an edited text before anything is sent: no YAML, or no object. */
async function textProblem(text: string): Promise<string | undefined> {
  const { parseYaml } = await import("../../core/yaml/read.ts");
  try {
    const document = await parseYaml(text);
    if (document === null) return "invalid object to validate";
    const missing = ["apiVersion", "kind"]
      .filter((key) => !(document as KubeObject)[key])
      .map((key) => `${key} not set`);
    return missing.length > 1 ? `[${missing.join(", ")}]` : missing[0];
  } catch (error) {
    return (error as Error).message.replace(/^error converting YAML to JSON: /, "");
  }
}
