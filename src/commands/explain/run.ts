import type { Resource } from "../../client/resource.ts";
import { CliError } from "../../core/errors.ts";
import { readGroupVersion } from "../../core/names.ts";
import { isObject, type JsonObject } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import { olderHeadText, olderText } from "../../explain/older.ts";
import { headText, plainText } from "../../explain/plain.ts";
import { readRequest, withoutGroup } from "../../explain/request.ts";
import { type Kind, kindAt, part, schemaOfKind } from "../../explain/schema.ts";
import { otherMeanings } from "../../resources/mapper.ts";
import { lookup } from "../../resources/plan.ts";
import { gvrText, typeName } from "../../resources/target.ts";
import type { Given } from "./explain.ts";

/** Explains a type or a field; the head is printed even when the field is not there. */
export async function explain(given: Given): Promise<void> {
  const { resource, path } = await meaningOf(given, given.args[0] ?? "");
  const { output } = given.flags;
  if (output === "plaintext") return await explainPlainly(given, resource, path);
  if (output === "plaintext-openapiv2") return await explainAsBefore(given, resource, path);
  throw new CliError(`unrecognized format: ${output}`);
}

/** The type and the fields that RESOURCE.FIELD.FIELD names. */
export async function meaningOf(given: Given, words: string) {
  const { word, rest } = readRequest(words);
  const named = await typeOf(given, word);
  const { apiVersion } = given.flags;
  if (apiVersion !== "") return { resource: inVersion(named, apiVersion), path: rest };
  return { resource: named, path: withoutGroup(word, rest, named) };
}

async function typeOf({ cluster }: Given, word: string): Promise<Resource> {
  if (word === "") throw new CliError("a resource must be present, got: /, Resource=");
  for (const other of otherMeanings(await cluster.served(), word)) {
    cluster.warn(`short name "${word}" could also match lower priority resource ${typeName(other)}`);
  }
  try {
    return await lookup((fresh) => cluster.served(fresh))(word);
  } catch (error) {
    const isUnknown = error instanceof CliError && error.message.startsWith("the server doesn't have a resource type");
    throw isUnknown ? new CliError(error.message, { prefix: "" }) : error;
  }
}

function inVersion(resource: Resource, apiVersion: string): Resource {
  const asked = readGroupVersion(apiVersion);
  if (!asked) throw new CliError(`unexpected GroupVersion string: ${apiVersion}`);
  return { ...resource, ...asked };
}

const unknownVersion = (resource: Resource): CliError =>
  new CliError(`couldn't find resource for "${gvrText(resource)}"`);

async function explainPlainly(given: Given, resource: Resource, path: readonly string[]): Promise<void> {
  const document = await fetchDocument(given, resource);
  const kind = kindAt(document, resource);
  if (!kind) throw new CliError(`GVR (${gvrText(resource)}) not found in OpenAPI schema`);
  const schemas = part(part(document, "components"), "schemas");
  const write = writer(given);
  write(headText(kind));
  const schema = schemaOfKind(schemas, kind);
  if (!schema) throw new CliError(`GVK ${kindText(kind)} not found in OpenAPI schema`);
  write(plainText(schema, path, { schemas, isRecursive: given.flags.recursive }));
}

const kindText = (kind: Kind): string => `map[group:${kind.group} kind:${kind.kind} version:${kind.version}]`;

/** The OpenAPI document of a type's group and version. */
export async function fetchDocument({ cluster }: Given, resource: Resource): Promise<JsonObject> {
  const index = await cluster.json({ path: "/openapi/v3?timeout=32s" }, { verb: "get" });
  const { group, version } = resource;
  const entry = part(part(index, "paths"), group === "" ? `api/${version}` : `apis/${group}/${version}`);
  if (typeof entry.serverRelativeURL !== "string") throw unknownVersion(resource);
  const document = await cluster.json({ path: entry.serverRelativeURL }, { verb: "get" });
  return isObject(document) ? document : {};
}

async function explainAsBefore(given: Given, resource: Resource, path: readonly string[]): Promise<void> {
  const { cluster, flags } = given;
  const { group, version, plural } = resource;
  const served = (await cluster.served()).resources.find(
    (one) => one.plural === plural && one.group === group && one.version === version,
  );
  const unknown = new CliError(`couldn't find resource for "${group}/${version}, Kind=${resource.kind}"`);
  if (!served) throw unknown;
  const document = await cluster.json({ path: "/openapi/v2?timeout=32s" }, { verb: "get" });
  const schemas = part(document, "definitions");
  const schema = schemaOfKind(schemas, served);
  if (!schema) throw unknown;
  const text = olderText(schema, path, { schemas, isRecursive: flags.recursive });
  writer(given)(olderHeadText(served) + text);
}

/** Texts of the server go to a terminal with their escapes made visible. */
function writer({ world }: Given): (text: string) => void {
  const { stdout } = world.streams;
  return (text) => stdout.write(stdout.isTerminal ? escapeControls(text) : text);
}
