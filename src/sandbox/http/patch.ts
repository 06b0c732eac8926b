import { writeJson } from "../../core/json/write.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { PatchError } from "../../patch/error.ts";
import { goText } from "../../patch/go-text.ts";
import { applyJsonPatch } from "../../patch/json.ts";
import { applyMergePatch } from "../../patch/merge.ts";
import { applyStrategicPatch } from "../../patch/strategic/apply.ts";
import { schemaOf } from "../../patch/strategic/schema.ts";
import { ApiError, badRequest, invalid } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import { replaceObject, replaceStatus, storedObject } from "../api/write.ts";
import type { Kind } from "../kinds/kind.ts";
import { fromStored, toStored } from "../kinds/versions.ts";
import { invalidValue } from "../rules/field-error.ts";
import { conversionWords, SchemaError } from "../schema/refusal.ts";
import { applyObject, checkType } from "./apply.ts";
import { conform } from "./conform.ts";
import type { ApiAnswer, ApiRequest } from "./message.ts";
import type { Target } from "./path.ts";
import { type PatchType, patchTypeOf, readPatch } from "./read-patch.ts";
import { objectAnswer, placeOf, storedKind } from "./resource.ts";
import { trackedWriting } from "./track.ts";

/** Patches an object or its status. Throws ApiError. */
export function patchResource(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind, name } = target;
  const how = trackedWriting(machine, request, target);
  if (patchTypeOf(request, isCustom(machine, kind)) === "apply") return applyObject(machine, request, target);
  const place = { ...placeOf(target), kind: storedKind(machine, kind) };
  const stored = storedObject(machine, place, name);
  const patched = patchPart(machine, request, fromStored(kind, stored), kind);
  checkIdentity(patched, stored, name);
  const write = target.subresource === "status" ? replaceStatus : replaceObject;
  return objectAnswer(machine, request, kind, write(machine, place, toStored(kind, patched), how));
}

const isCustom = (machine: Machine, kind: Kind): boolean => machine.types.definition(kind.key) !== undefined;

/** A patch may not make another object of it. */
function checkIdentity(patched: KubeObject, stored: KubeObject, name: string): void {
  const { name: given, uid } = metadataOf(patched);
  if (!given) {
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  }
  if (given !== name) {
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`);
  }
  if (!uid || uid === metadataOf(stored).uid) return;
  const cause = invalidValue("metadata.uid", uid, "field is immutable");
  const [group = "", version] = String(stored.apiVersion).split("/");
  throw invalid({ group: version ? group : "", kind: String(stored.kind) }, name, [cause, cause]);
}

/** An object as a request's patch leaves it; throws the 400, 415 or 422 of a patch that cannot be applied. */
export function patchPart(machine: Machine, request: ApiRequest, object: KubeObject, kind: Kind): KubeObject {
  const type = patchTypeOf(request, isCustom(machine, kind));
  const patch = readPatch(request, type);
  if (type === "apply") checkType(patch as KubeObject, kind);
  const patched = attempt(() => applied(type, object, patch, kind));
  const isStrategic = type === "strategic" && isObject(patch);
  const shown = () => (isStrategic ? goText(patch) : writeJson(patched, { sortKeys: false }));
  try {
    const whole = checkKind(patched, object, isStrategic);
    return conform(machine, request, { kind, object: whole, ...(isStrategic ? { words: conversionWords } : {}) });
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw invalid({ group: "", kind: "" }, "", [invalidValue("patch", shown(), error.message)]);
  }
}

/** The kind stays what it was: a strategic patch of it is passed over, any other one refused. */
function checkKind(patched: Json, object: KubeObject, isStrategic: boolean): KubeObject {
  if (!isObject(patched)) throw new SchemaError("couldn't get version/kind; json parse error");
  const { apiVersion, kind } = object as Readonly<Record<string, string>>;
  if (isStrategic) return { ...patched, apiVersion, kind } as KubeObject;
  if (patched.apiVersion !== apiVersion) {
    throw new SchemaError(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(patched.apiVersion)} in scheme "pkg/runtime/scheme.go:111"`,
    );
  }
  if (patched.kind !== kind) throw new SchemaError(`converting (v1.${patched.kind}) to (${kind}): unknown conversion`);
  return patched;
}

function applied(type: PatchType, object: KubeObject, patch: JsonObject | Json[], kind: Kind): Json {
  if (type === "json") return applyJsonPatch(object, patch);
  const schema = schemaOf(`${kind.group ? `${kind.group}/` : ""}${kind.version}`, kind.kind);
  if (type === "merge" || !schema || !isObject(patch)) return applyMergePatch(object, patch);
  return applyStrategicPatch(object, patch, schema);
}

/** What a patch does wrong, as a Status. */
function attempt<T>(apply: () => T): T {
  try {
    return apply();
  } catch (error) {
    throw error instanceof PatchError ? refused(error) : error;
  }
}

function refused({ status, message }: PatchError): ApiError {
  switch (status) {
    case 422:
      return new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});
    case 413:
      return new ApiError(413, "RequestEntityTooLarge", `Request entity too large: ${message}`);
    case 400:
      return badRequest(message);
    default:
      return new ApiError(500, "", message);
  }
}
