import { readJson } from "../../core/json/read.ts";
import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import type { Deletion } from "../api/delete.ts";
import { ApiError, badRequest } from "../api/error.ts";
import type { Machine, Writing } from "../api/machine.ts";
import type { Kind } from "../kinds/kind.ts";
import { knownMessages } from "../protobuf/messages.ts";
import { checkFields, FieldTypeError } from "../schema/check.ts";
import type { ApiRequest } from "./message.ts";

const MEDIA = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

/** The object in a request's body; throws the 400 or 415 of one that cannot be read. */
export function readBody(machine: Machine, request: ApiRequest, kind: Kind): KubeObject {
  const { body, contentType } = request;
  const type = contentType.split(";")[0]?.trim() ?? "";
  if (type !== "" && type !== "application/json" && !type.startsWith("application/json")) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: ${MEDIA.join(", ")}`,
    );
  }
  const object = parse(body, kind);
  if (!isObject(object)) {
    throw badRequest(`couldn't get version/kind; json parse error: json: cannot unmarshal into a struct`);
  }
  return machine.types.definition(kind.key) ? object : known(object, request, kind);
}

/** The object without the fields its kind does not have: an error with fieldValidation=Strict, else nothing is said. */
function known(given: KubeObject, { query }: ApiRequest, kind: Kind): KubeObject {
  const messages = knownMessages();
  const title = () =>
    `${given.kind ?? kind.kind} in version "${kind.version}" cannot be handled as a ${given.kind ?? kind.kind}`;
  try {
    const checked = messages && checkFields(given, messages);
    if (!checked) return given;
    if (checked.unknown.length > 0 && query.get("fieldValidation") === "Strict") {
      const fields = checked.unknown.map((path) => `unknown field ${JSON.stringify(path)}`).join(", ");
      throw badRequest(`${title()}: strict decoding error: ${fields}`);
    }
    return checked.object;
  } catch (error) {
    throw error instanceof FieldTypeError ? badRequest(`${title()}: ${error.message}`) : error;
  }
}

function parse(body: string, kind: Kind) {
  try {
    return readJson(body);
  } catch (error) {
    const title = `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}`;
    throw badRequest(`${title}: ${(error as Error).message}`);
  }
}

/** `dryRun`, which every write takes; throws for values but "All". */
export function writingOf({ query }: ApiRequest): Writing {
  const values = query.getAll("dryRun").filter((one) => one !== "");
  const wrong = values.find((one) => one !== "All");
  if (wrong !== undefined) {
    throw new ApiError(
      422,
      "Invalid",
      `CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ${JSON.stringify(wrong)}: supported values: "All"`,
    );
  }
  return { dryRun: values.length > 0 };
}

/** The DeleteOptions of a request: its query, then its body. */
export function readDeletion(request: ApiRequest): Deletion {
  const options = request.body.trim() === "" ? {} : (tryJson(request.body) as JsonObject);
  const preconditions = isObject(options.preconditions) ? options.preconditions : {};
  const grace = options.gracePeriodSeconds ?? request.query.get("gracePeriodSeconds");
  const propagation = options.propagationPolicy ?? request.query.get("propagationPolicy");
  const orphans = options.orphanDependents === true ? "Orphan" : undefined;
  return {
    dryRun: writingOf(request).dryRun === true || (Array.isArray(options.dryRun) && options.dryRun.includes("All")),
    ...(grace === null || grace === undefined ? {} : { graceSeconds: Number(grace) }),
    propagation: typeof propagation === "string" ? propagation : (orphans ?? ""),
    ...(typeof preconditions.uid === "string" ? { uid: preconditions.uid } : {}),
    ...(typeof preconditions.resourceVersion === "string" ? { resourceVersion: preconditions.resourceVersion } : {}),
  };
}

function tryJson(text: string): unknown {
  try {
    const read = readJson(text);
    if (isObject(read)) return read;
  } catch {
    // Told below, in the same words as a body of another type.
  }
  throw badRequest("the body of the request cannot be read as DeleteOptions");
}
