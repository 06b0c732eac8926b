import { readJson } from "../../core/json/read.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { PatchError } from "../../patch/error.ts";
import { applyJsonPatch } from "../../patch/json.ts";
import { applyMergePatch } from "../../patch/merge.ts";
import { applyStrategicPatch } from "../../patch/strategic/apply.ts";
import { schemaOf } from "../../patch/strategic/schema.ts";
import { ApiError, badRequest } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { createObject, replaceObject, replaceStatus, storedObject } from "../api/write.ts";
import type { Kind } from "../kinds/kind.ts";
import { fromStored, toStored } from "../kinds/versions.ts";
import { writingOf } from "./body.ts";
import type { ApiAnswer, ApiRequest } from "./message.ts";
import type { Target } from "./path.ts";
import { objectAnswer, placeOf, storedKind } from "./resource.ts";

const JSON_PATCH = "application/json-patch+json";
const MERGE = "application/merge-patch+json";
const STRATEGIC = "application/strategic-merge-patch+json";
const APPLY = "application/apply-patch+yaml";

/** Patches an object or its status; a server-side apply of an object that is not there creates it. Throws ApiError. */
export function patchResource(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind, name } = target;
  const place = { ...placeOf(target), kind: storedKind(machine, kind) };
  const isApply = mediaType(request) === APPLY;
  if (isApply && !machine.store.get(kind.key, kind.namespaced ? place.namespace : "", name)) {
    const object = createObject(machine, place, toStored(kind, readPatch(request) as KubeObject), writingOf(request));
    return objectAnswer(machine, request, kind, object, 201);
  }
  const stored = storedObject(machine, place, name);
  const patched = patchPart(machine, request, fromStored(kind, stored), kind);
  const write = target.subresource === "status" ? replaceStatus : replaceObject;
  return objectAnswer(machine, request, kind, write(machine, place, toStored(kind, patched), writingOf(request)));
}

/** An object as a request's patch leaves it; throws the 400, 415 or 422 of a patch that cannot be applied. */
export function patchPart(machine: Machine, request: ApiRequest, object: KubeObject, kind?: Kind): KubeObject {
  const isCustom = kind !== undefined && machine.types.definition(kind.key) !== undefined;
  const type = mediaType(request);
  if (![JSON_PATCH, MERGE, APPLY, ...(isCustom ? [] : [STRATEGIC])].includes(type)) throw unknownFormat(isCustom);
  const patch = readPatch(request);
  const patched = attempt(() => applied(type, object, patch, kind));
  if (!isObject(patched)) throw badRequest("the patched object is no object");
  return patched;
}

function applied(type: string, object: KubeObject, patch: Json, kind: Kind | undefined): Json {
  if (type === JSON_PATCH) return applyJsonPatch(object, patch);
  const schema = kind && schemaOf(`${kind.group ? `${kind.group}/` : ""}${kind.version}`, kind.kind);
  if (type === MERGE || !schema || !isObject(patch)) return applyMergePatch(object, patch);
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

const mediaType = ({ contentType }: ApiRequest): string => (contentType.split(";")[0] ?? "").trim();

function readPatch({ body }: ApiRequest): JsonObject | Json[] {
  try {
    const patch = readJson(body);
    if (isObject(patch) || Array.isArray(patch)) return patch;
  } catch (error) {
    throw badRequest(`error decoding patch: ${(error as Error).message}`);
  }
  throw badRequest("error decoding patch: it must be an object or a list");
}

function unknownFormat(isCustom: boolean): ApiError {
  const types = [JSON_PATCH, MERGE, ...(isCustom ? [] : [STRATEGIC]), APPLY].join(", ");
  return new ApiError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${types}`,
    {},
  );
}
