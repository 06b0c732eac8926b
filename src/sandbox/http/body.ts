import { readJson } from "../../core/json/read.ts";
import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import type { Deletion } from "../api/delete.ts";
import { ApiError, badRequest } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import type { Kind } from "../kinds/kind.ts";
import { jsonWord, SchemaError } from "../schema/refusal.ts";
import { conform } from "./conform.ts";
import type { ApiRequest } from "./message.ts";
import { writingOf } from "./writing.ts";

const MEDIA = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

/** The object in a request's body; throws the 400 or 415 of one that cannot be read. */
export function readBody(machine: Machine, request: ApiRequest, kind: Kind): KubeObject {
  const { body, contentType } = request;
  const type = contentType.split(";")[0]?.trim() ?? "";
  if (type !== "" && !type.startsWith("application/json")) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: ${MEDIA.join(", ")}`,
    );
  }
  const object = parse(body, kind);
  const title = `${object.kind || kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}`;
  try {
    return conform(machine, request, { kind, object });
  } catch (error) {
    throw error instanceof SchemaError ? badRequest(`${title}: ${error.message}`) : error;
  }
}

const NO_OBJECT =
  'Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

function parse(body: string, kind: Kind): KubeObject {
  const refuse = (why: string) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${kind.kind}): couldn't get version/kind; json parse error: ${why} (${glimpse(body)})`,
    );
  const object = attempt(() => readJson(body), refuse);
  if (isObject(object)) return object;
  throw refuse(`json: cannot unmarshal ${jsonWord(object)} into ${NO_OBJECT}`);
}

function attempt<T>(read: () => T, refuse: (why: string) => ApiError): T {
  try {
    return read();
  } catch (error) {
    throw refuse((error as Error).message);
  }
}

/** The beginning of a body as the real server quotes it: short ones as they are. */
function glimpse(body: string): string {
  if (body === "") return "<empty>";
  const bytes = Buffer.from(body);
  if (bytes.length === 1) return body;
  const hex = bytes.subarray(0, 30).toString("hex");
  return bytes.length > 30 ? `${hex} ...` : hex;
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
