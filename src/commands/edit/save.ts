import { StatusError } from "../../client/status.ts";
import { CliError, Silent } from "../../core/errors.ts";
import { isEqual } from "../../core/json/equal.ts";
import { writeJson } from "../../core/json/write.ts";
import { LAST_APPLIED, withLastApplied } from "../../core/last-applied.ts";
import {
  apiVersionOf,
  isObject,
  type JsonObject,
  type KubeObject,
  kindOf,
  nameOf,
  stringMapOf,
} from "../../core/object.ts";
import { withChangeCause } from "../../core/record.ts";
import { readValidate } from "../../core/validate-flag.ts";
import type { Outcome } from "../../edit/session.ts";
import type { Reason } from "../../edit/text.ts";
import { diffMergePatch } from "../../patch/merge.ts";
import { diffStrategic } from "../../patch/strategic/diff.ts";
import { schemaOf } from "../../patch/strategic/schema.ts";
import { combine } from "../../patch/strategic/three-way.ts";
import { splitTwins } from "../../patch/strategic/twins.ts";
import { EDIT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { type Item, itemPath } from "../../resources/objects.ts";
import { typeName } from "../../resources/target.ts";
import type { EditGiven } from "./edit.ts";

type Save = (objects: readonly KubeObject[], file: string) => Promise<Outcome>;

/** Patches every object that was changed, prints each as it is done, and tells what the server refuses. */
export function saver(given: EditGiven, originals: readonly Item[]): Save {
  const { world } = given;
  const say = (text: string) => world.streams.stderr.write(`${text}\n`);
  return async (objects, file) => {
    const reasons: Reason[] = [];
    let isFailed = false;
    for (const object of objects) {
      const item = originalOf(originals, object);
      const name = `${typeName(item.resource)} ${JSON.stringify(item.name)}`;
      try {
        await store(given, item, object);
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        if (error.reason === "Invalid") {
          say(`error: ${name} is invalid`);
          reasons.push({ head: `${name} was not valid`, lines: causesOf(error) });
          continue;
        }
        isFailed = true;
        say(
          error.reason === "NotFound"
            ? `error: ${name} could not be found on the server`
            : `error: ${name} could not be patched: ${error.detail}`,
        );
      }
    }
    if (isFailed) {
      say(`You can run \`${world.name} replace -f ${file}\` to try this update again.`);
      if (reasons.length === 0) throw new Silent(1);
    }
    return { reasons, keepsFile: isFailed };
  };
}

/** The object as it was; throws kubectl's error for another kind or name. */
function originalOf(originals: readonly Item[], object: KubeObject): Item {
  const found = findOriginal(originals, object);
  if (!found) throw new CliError("At least one of apiVersion, kind and name was changed");
  return found;
}

/** The object that an edited one stood for. */
export const findOriginal = (originals: readonly Item[], object: KubeObject): Item | undefined =>
  originals.find(({ object: before }) =>
    [apiVersionOf, kindOf, nameOf].every((identity) => identity(before) === identity(object)),
  );

const causesOf = ({ status, detail }: StatusError): string[] => {
  const causes = isObject(status.details) && Array.isArray(status.details.causes) ? status.details.causes : [];
  const lines = causes.filter(isObject).map(({ field, message }) => `${field ?? ""}: ${message ?? ""}`);
  return lines.length > 0 ? lines : [detail];
};

async function store(given: EditGiven, item: Item, edited: KubeObject): Promise<void> {
  const { flags, cluster, world } = given;
  const out = world.streams.stdout;
  if (isEqual(item.object, edited)) return out.write(`${nameWithKind(edited)} skipped\n`);
  const object = withChangeCause(flags.saveConfig ? remembered(edited) : edited, flags.record ? given.commandLine : "");
  const { patch, contentType } = patchFor(item.object, object);
  const body = writeJson(patch);
  if (flags.outputPatch) out.write(`Patch: ${body}\n`);
  const query = { fieldManager: flags.fieldManager, fieldValidation: readValidate(flags.validate) };
  const path = itemPath(item, query, flags.subresource);
  const asked = { verb: "patch", group: item.resource.group, resource: item.resource.plural, name: item.name };
  const answer = (await cluster.json({ method: "PATCH", path, body, contentType }, asked)) as KubeObject;
  if (!flags.output) return out.write(`${nameWithKind(answer)} edited\n`);
  (await openPrinter({ flags, format: readFormat(flags, EDIT_FORMATS), world }))(answer);
}

function remembered(object: KubeObject): KubeObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const { [LAST_APPLIED]: _, ...annotations } = stringMapOf(object, "annotations");
  return withLastApplied({ ...object, metadata: { ...metadata, annotations } });
}

/** The patch that leads from one object to the other: strategic for kinds that are known, else a merge patch. */
function patchFor(before: KubeObject, after: KubeObject): { patch: JsonObject; contentType: string } {
  const schema = schemaOf(apiVersionOf(after), kindOf(after));
  if (!schema) return { patch: diffMergePatch(before, after), contentType: "application/merge-patch+json" };
  const { rest, twins } = splitTwins({ original: before, current: before, modified: after }, schema);
  const patch = combine(twins, diffStrategic(rest.current, rest.modified, schema), schema);
  return { patch, contentType: "application/strategic-merge-patch+json" };
}
