import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";

/** An error the API server answered, with its Status object; prints as kubectl does. */
export class StatusError extends CliError {
  override readonly name = "StatusError";
  readonly status: JsonObject;
  readonly code: number;
  readonly reason: string;
  /** The server's own message, without kubectl's prefix. */
  readonly detail: string;

  constructor(status: JsonObject, code: number, prefix?: string) {
    const reason = typeof status.reason === "string" ? status.reason : "";
    const detail = typeof status.message === "string" ? status.message : "";
    super(wordsOf(reason, detail, status), { prefix: prefix ?? prefixOf(reason, status) });
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.detail = detail;
  }

  /** Among other failures: the server's message in full, not field by field. */
  get listed(): string {
    return this.reason === "Invalid" && this.prefix === "" ? `Error from server (Invalid): ${this.detail}` : "";
  }
}

/** What is wrong with an object, field by field: one on the same line, several as a list. */
function invalidWords(details: JsonObject, detail: string): string {
  const causes = Array.isArray(details.causes) ? details.causes.filter(isObject) : [];
  const isNamed = details.kind || details.name;
  const head = isNamed ? `The ${details.kind ?? ""} "${details.name ?? ""}" is invalid` : "The request is invalid";
  // The server may name the same mistake once for every check that found it.
  const lines = [...new Set(causes.map(({ field, message }) => `${field ?? ""}: ${message ?? ""}`))];
  if (lines.length === 0) return isNamed || detail === "" ? head : `${head}: ${detail}`;
  return lines.length === 1 ? `${head}: ${lines[0]}` : `${head}: \n${lines.map((line) => `* ${line}`).join("\n")}`;
}

function wordsOf(reason: string, detail: string, { details }: JsonObject): string {
  if (reason === "Unauthorized") return `You must be logged in to the server (${detail})`;
  return reason === "Invalid" && isObject(details) ? invalidWords(details, detail) : detail;
}

function prefixOf(reason: string, { details }: JsonObject): string {
  if (reason === "Unauthorized") return "error: ";
  if (reason === "Invalid" && isObject(details)) return "";
  return reason === "" ? "Error from server: " : `Error from server (${reason}): `;
}

/** The same, printed without a prefix. */
export class BareStatusError extends StatusError {
  constructor(status: JsonObject, code: number) {
    super(status, code, "");
  }
}

/** An error as it stands among others: the fields that are wrong stay on one line, in the server's own words. */
export function listedError(error: unknown): unknown {
  if (!(error instanceof StatusError) || error.reason !== "Invalid") return error;
  return new CliError(error.detail, { prefix: "Error from server (Invalid): ", cause: error });
}

export const isNotFound = (error: unknown): error is StatusError =>
  error instanceof StatusError && error.reason === "NotFound";

/** What the request was about, for the words of answers that carry no Status. */
export interface Asked {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly name?: string;
}

/**
 * Turns a failed answer into the error kubectl would print: the Status in the body, else words for the code; `said` is the
 * body where it is text.
 */
export function statusError(code: number, said: string, json: Json | undefined, asked: Asked): StatusError {
  if (isObject(json) && json.kind === "Status" && json.apiVersion === "v1" && json.status === "Failure") {
    return new StatusError(json, typeof json.code === "number" ? json.code : code);
  }
  return new StatusError(plainStatus(code, said.trim(), asked), code);
}

function plainStatus(code: number, said: string, { verb, group, resource, name }: Asked): JsonObject {
  const [reason, words] = plainWords(code, said, verb);
  const type = group ? `${resource}.${group}` : resource;
  const about = resource ? ` (${[verb, type, name].filter(Boolean).join(" ")})` : "";
  // Of a list kubectl says no more than this.
  const causes = [{ reason: "UnexpectedServerResponse", message: said }];
  const details = resource && name ? { details: { kind: resource, group: group ?? "", name, causes } } : {};
  return { kind: "Status", status: "Failure", code, reason, message: words + about, ...details };
}

function plainWords(code: number, said: string, verb: string): readonly [string, string] {
  const known = PLAIN[code];
  if (known) {
    const [reason, words] = known;
    const isSaid = words === "" || (code === 406 && said !== "" && said !== "unknown");
    return [reason, isSaid ? said : words];
  }
  if (code === 409) return [verb === "post" ? "AlreadyExists" : "Conflict", "the server reported a conflict"];
  if (code < 500) return ["", `the server responded with the status code ${code} but did not return more information`];
  return [
    "InternalError",
    `an error on the server (${JSON.stringify(said)}) has prevented the request from succeeding`,
  ];
}

/** Reason and words by code; without words of its own (and for 406) what the server said is shown. */
const PLAIN: Readonly<Record<number, readonly [string, string]>> = {
  400: ["BadRequest", "the server rejected our request for an unknown reason"],
  401: ["Unauthorized", "the server has asked for the client to provide credentials"],
  403: ["Forbidden", ""],
  404: ["NotFound", "the server could not find the requested resource"],
  405: ["MethodNotAllowed", "the server does not allow this method on the requested resource"],
  406: ["NotAcceptable", "the server was unable to respond with a content type that the client supports"],
  415: ["UnsupportedMediaType", ""],
  422: ["Invalid", "the server rejected our request due to an error in our request"],
  429: ["TooManyRequests", "the server has received too many requests and has asked us to try again later"],
  503: ["ServiceUnavailable", "the server is currently unable to handle the request"],
  504: [
    "Timeout",
    "the server was unable to return a response in the time allotted, but may still be processing the request",
  ],
};
