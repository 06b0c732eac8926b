import { CliError } from "../core/errors.ts";
import { readJson } from "../core/json/read.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../core/object.ts";
import { applyJsonPatch } from "../patch/json.ts";
import { applyMergePatch } from "../patch/merge.ts";
import { applyStrategicPatch } from "../patch/strategic/apply.ts";
import { schemaOf } from "../patch/strategic/schema.ts";
import { inTypeOrder } from "./type-order.ts";

/** --overrides and --override-type: the object with a patch of the user's on top. Throws kubectl's errors. */
export function override(object: KubeObject, text: string, type: string): KubeObject {
  if (text === "") return object;
  const merged = patched(object, text, type);
  const { apiVersion, kind } = merged;
  if (apiVersion !== object.apiVersion || kind !== object.kind) {
    throw new CliError(
      `no kind ${JSON.stringify(kind ?? "")} is registered for version ${JSON.stringify(apiVersion ?? "")} in scheme "pkg/runtime/scheme.go:111"`,
    );
  }
  return inTypeOrder(merged);
}

function patched(object: KubeObject, text: string, type: string): JsonObject {
  const types: Readonly<Record<string, () => Json>> = {
    json: () => applyJsonPatch(object, operations(text)),
    merge: () => applyMergePatch(object, parsed(text, "Invalid JSON Patch")),
    strategic: () => strategic(object, parsed(text, "invalid JSON document")),
  };
  const apply = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!apply) throw new CliError(`invalid override type: ${type}`);
  return apply() as JsonObject;
}

function operations(text: string): Json {
  const patch = decoded(text);
  if (Array.isArray(patch)) return patch;
  const word = isObject(patch) ? "object" : typeof patch;
  throw new CliError(`json: cannot unmarshal ${word} into Go value of type jsonpatch.Patch`);
}

function decoded(text: string): Json {
  try {
    return readJson(text);
  } catch (error) {
    throw new CliError((error as Error).message, { cause: error });
  }
}

function strategic(object: KubeObject, patch: JsonObject): JsonObject {
  const schema = schemaOf(String(object.apiVersion), String(object.kind));
  return schema ? applyStrategicPatch(object, patch, schema) : object;
}

/** The patch, which has to be an object. */
function parsed(text: string, problem: string): JsonObject {
  try {
    const patch = readJson(text);
    if (isObject(patch)) return patch;
  } catch {
    // The place of the mistake is not told.
  }
  throw new CliError(problem);
}
