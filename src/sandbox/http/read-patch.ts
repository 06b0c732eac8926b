import { readJson } from "../../core/json/read.ts";
import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { ApiError, badRequest } from "../api/error.ts";
import { jsonWord } from "../schema/refusal.ts";
import type { ApiRequest } from "./message.ts";

export type PatchType = "json" | "merge" | "strategic" | "apply";

const TYPES: Readonly<Record<string, PatchType>> = {
  "application/json-patch+json": "json",
  "application/merge-patch+json": "merge",
  "application/apply-patch+yaml": "apply",
  "application/strategic-merge-patch+json": "strategic",
};

/** How a request wants to patch; throws the 415 of other ways. Custom resources have no strategic merge. */
export function patchTypeOf({ contentType }: ApiRequest, isCustom: boolean): PatchType {
  const media = (contentType.split(";")[0] ?? "").trim();
  const type = Object.hasOwn(TYPES, media) ? TYPES[media] : undefined;
  if (!type) throw new ApiError(415, "UnsupportedMediaType", "415: Unsupported Media Type", {});
  if (type !== "strategic" || !isCustom) return type;
  const known = Object.keys(TYPES).filter((one) => TYPES[one] !== "strategic");
  throw new ApiError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${known.join(", ")}`,
  );
}

const MAP = "map[string]interface {}";

/** Each type of patch has its own words for one that cannot be read. */
const WORDS: Readonly<Record<PatchType, { readonly head: string; readonly type: string }>> = {
  json: { head: "error decoding patch: ", type: "[]handlers.jsonPatchOp" },
  merge: { head: "error decoding patch: ", type: MAP },
  strategic: { head: "", type: MAP },
  apply: { head: "error decoding YAML: ", type: MAP },
};

/** The patch in a request's body; throws the 400 of one that cannot be read. */
export function readPatch({ body }: ApiRequest, type: PatchType): JsonObject | Json[] {
  const { head, type: goType } = WORDS[type];
  const patch = decode(body, head);
  if (type === "merge" && patch === null) throw badRequest("Invalid JSON Patch");
  if (patch === null) return type === "json" ? [] : {};
  const wrong = (value: Json, wanted: string) =>
    badRequest(`${head}json: cannot unmarshal ${jsonWord(value)} into Go value of type ${wanted}`);
  if (type !== "json" && isObject(patch)) return patch;
  if (type !== "json" || !Array.isArray(patch)) throw wrong(patch, goType);
  const odd = patch.find((one) => one !== null && !isObject(one));
  if (odd !== undefined) throw wrong(odd, "handlers.jsonPatchOp");
  return patch;
}

function decode(body: string, head: string): Json {
  try {
    return readJson(body);
  } catch (error) {
    throw badRequest(head + (error as Error).message);
  }
}
