import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { checkDepth } from "./depth.ts";
import { PatchError } from "./error.ts";
import { Draft, missing } from "./json-draft.ts";
import { equals, isContainer, own, shapeOf } from "./own.ts";

const MAX_OPERATIONS = 10_000;

/** What `copy` may add in all, in bytes; the API server's limit of a request body. */
const MAX_COPIED = 3 * 1024 * 1024;

type Operation = (draft: Draft, operation: JsonObject) => void;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["add", add],
  ["remove", remove],
  ["replace", replace],
  ["move", move],
  ["copy", copy],
  ["test", test],
]);

/**
 * Applies a JSON patch (RFC 6902) in the dialect of Kubernetes: `replace` may add a key, indexes below zero count from the
 * end, a missing value is null. Leaves `target` as it is; throws PatchError in the words of `patch --type=json`.
 */
export function applyJsonPatch(target: Json, patch: Json): Json {
  checkDepth(patch);
  const draft = new Draft(target);
  for (const operation of operationsOf(patch)) {
    const word = own(operation, "op");
    const apply = typeof word === "string" ? OPERATIONS.get(word) : undefined;
    if (!apply) throw new PatchError(`Unexpected kind: ${typeof word === "string" ? word : "unknown"}`, 422);
    apply(draft, operation);
  }
  return draft.root;
}

function operationsOf(patch: Json): JsonObject[] {
  if (patch === null) return [];
  if (!Array.isArray(patch)) throw notDecoded(patch, "Patch");
  if (patch.length > MAX_OPERATIONS)
    throw new PatchError(
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
      413,
    );
  return patch.map((operation) => {
    if (operation !== null && !isObject(operation)) throw notDecoded(operation, "Operation");
    return operation ?? {};
  });
}

const GO_WORDS = { map: "object", list: "array", boolean: "bool", null: "null", number: "number", string: "string" };

const notDecoded = (value: Json, type: string): PatchError =>
  new PatchError(`json: cannot unmarshal ${GO_WORDS[shapeOf(value)]} into Go value of type jsonpatch.${type}`, 400);

const givenValue = (operation: JsonObject): Json => own(operation, "value") ?? null;

function add(draft: Draft, operation: JsonObject): void {
  const path = pathOf(operation, "add");
  const place = draft.find(path);
  if (!place) throw missing(`add operation does not apply: doc is missing path: "${path}"`);
  place.add(givenValue(operation), `error in add for path: '${path}'`);
}

function remove(draft: Draft, operation: JsonObject): void {
  const path = pathOf(operation, "remove");
  const place = draft.find(path);
  if (!place) throw missing(`remove operation does not apply: doc is missing path: "${path}"`);
  place.remove(`error in remove for path: '${path}'`);
}

function replace(draft: Draft, operation: JsonObject): void {
  const path = exactPathOf(operation, "replace");
  const value = givenValue(operation);
  if (path === "") {
    // The unfinished %!w is what kubectl says.
    if (!isContainer(value)) throw new PatchError("replace operation value must be object or array: %!w(<nil>)", 422);
    draft.root = value;
    return;
  }
  const place = draft.find(path);
  if (!place) throw missing(`replace operation does not apply: doc is missing path: ${path}`);
  place.replace(value, `Object to be patched is missing field (${path}: missing value)`);
}

function move(draft: Draft, operation: JsonObject): void {
  const from = fromOf(operation, "move");
  const source = draft.find(from);
  if (!source) throw missing(`move operation does not apply: doc is missing from path: ${from}`);
  const value = source.get(`error in move for path: '${source.key}'`);
  source.remove(`error in move for path: '${source.key}'`);
  const path = exactPathOf(operation, "move");
  const place = draft.find(path);
  if (!place) throw missing(`move operation does not apply: doc is missing destination path: ${path}`);
  place.add(value ?? null, `error in move for path: '${path}'`);
}

function copy(draft: Draft, operation: JsonObject): void {
  const from = fromOf(operation, "copy");
  const source = draft.find(from);
  if (!source) throw missing(`copy operation does not apply: doc is missing from path: ${from}`);
  const value = source.get(`error in copy for from: '${from}'`);
  const path = pathOf(operation, "copy");
  const place = draft.find(path);
  if (!place) throw missing(`copy operation does not apply: doc is missing destination path: ${path}`);
  place.add(draft.duplicate(value ?? null, MAX_COPIED), `error while adding value during copy`);
}

function test(draft: Draft, operation: JsonObject): void {
  const path = exactPathOf(operation, "test");
  const value = givenValue(operation);
  if (path === "") {
    if (!equals(draft.root, value)) throw new PatchError("testing value  failed: test failed", 422);
    return;
  }
  const place = draft.find(path);
  if (!place) throw missing(`test operation does not apply: is missing path: ${path}`);
  const found = place.get(`error in test for path: '${path}'`) ?? null;
  if (!equals(found, value)) throw new PatchError(`testing value ${path} failed: test failed`, 422);
}

function pathOf(operation: JsonObject, op: string): string {
  const path = own(operation, "path");
  if (typeof path !== "string") throw missing(`${op} operation failed to decode path`);
  return path;
}

/** Like pathOf, but the message tells a path of another type from none. */
const exactPathOf = (operation: JsonObject, op: string): string =>
  textOf(own(operation, "path"), `${op} operation failed to decode path`, "operation missing path field");

const fromOf = (operation: JsonObject, op: string): string =>
  textOf(own(operation, "from"), `${op} operation failed to decode from`, "operation, missing from field");

function textOf(value: Json | undefined, context: string, absent: string): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) throw missing(`${context}: ${absent}`);
  const word = GO_WORDS[shapeOf(value)];
  throw new PatchError(`${context}: json: cannot unmarshal ${word} into Go value of type string`, 422);
}
