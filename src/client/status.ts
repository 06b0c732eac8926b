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
}

/** The field errors of an Invalid answer, under the object's name: one on the same line, several as a list. */
function invalidWords({ details }: JsonObject): string | undefined {
  if (!isObject(details) || typeof details.kind !== "string") return undefined;
  const causes = Array.isArray(details.causes) ? details.causes.filter(isObject) : [];
  const head = `The ${details.kind} "${details.name ?? ""}" is invalid`;
  // The server may name the same mistake once for every check that found it.
  const lines = [...new Set(causes.map(({ field, message }) => (field ? `${field}: ${message}` : String(message))))];
  if (lines.length === 0) return head;
  return lines.length === 1 ? `${head}: ${lines[0]}` : `${head}: \n${lines.map((line) => `* ${line}`).join("\n")}`;
}

function wordsOf(reason: string, detail: string, status: JsonObject): string {
  if (reason === "Unauthorized") return `You must be logged in to the server (${detail})`;
  return (reason === "Invalid" && invalidWords(status)) || detail;
}

function prefixOf(reason: string, status: JsonObject): string {
  if (reason === "Unauthorized") return "error: ";
  if (reason === "Invalid" && invalidWords(status)) return "";
  return reason === "" || reason === "Unknown" ? "Error from server: " : `Error from server (${reason}): `;
}

/** The same, printed without a prefix. */
export class BareStatusError extends StatusError {
  constructor(status: JsonObject, code: number) {
    super(status, code, "");
  }
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

/** Turns a failed answer into the error kubectl would print: the Status in the body, else words for the code. */
export function statusError(code: number, body: string, json: Json | undefined, asked: Asked): StatusError {
  if (isObject(json) && json.kind === "Status") return new StatusError(json, code);
  return new StatusError(plainStatus(code, body.trim(), asked), code);
}

function plainStatus(code: number, body: string, asked: Asked): JsonObject {
  const [reason, message] = plainWords(code, asked);
  const about = [asked.verb, asked.resource, asked.name].filter(Boolean).join(" ");
  const unexpected = `an error on the server (${JSON.stringify(body || "unknown")}) has prevented the request from succeeding`;
  const text =
    message ??
    (code >= 500
      ? unexpected
      : `the server responded with the status code ${code} but did not return more information`);
  const suffix = asked.resource
    ? ` (${about.replace(/^(\S+) (\S+)(?: (\S+))?$/, (_, verb, what, name) => `${verb} ${what}${asked.group ? `.${asked.group}` : ""}${name ? ` ${name}` : ""}`)})`
    : "";
  return { kind: "Status", status: "Failure", code, reason, message: text + suffix };
}

function plainWords(code: number, asked: Asked): readonly [string, string?] {
  switch (code) {
    case 400:
      return ["BadRequest", "the server rejected our request for an unknown reason"];
    case 401:
      return ["Unauthorized", "the server has asked for the client to provide credentials"];
    case 403:
      return ["Forbidden", "server did not provide a reason"];
    case 404:
      return ["NotFound", "the server could not find the requested resource"];
    case 405:
      return ["MethodNotAllowed", "the server does not allow this method on the requested resource"];
    case 406:
      return ["NotAcceptable", "the server was unable to respond with a content type that the client supports"];
    case 409:
      return [asked.verb === "POST" ? "AlreadyExists" : "Conflict", "the server reported a conflict"];
    case 415:
      return ["UnsupportedMediaType", "the server was unable to process the request's content type"];
    case 422:
      return ["Invalid", "the server rejected our request due to an error in our request"];
    case 429:
      return ["TooManyRequests", "the server has received too many requests and has asked us to try again later"];
    case 503:
      return ["ServiceUnavailable", "the server is currently unable to handle the request"];
    case 504:
      return [
        "Timeout",
        "the server was unable to return a response in the time allotted, but may still be processing the request",
      ];
    default:
      return [code >= 500 ? "InternalError" : ""];
  }
}
