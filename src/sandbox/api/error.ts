import type { JsonObject } from "../../core/object.ts";

/** One cause of a 422, as `status.details.causes` carries it. */
export interface Cause {
  /** "FieldValueRequired", "FieldValueInvalid", … */
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

interface Details {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
  readonly uid?: string;
}

/** A request that is refused: everything the Status of the answer says. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly reason: string;
  readonly details: Details | undefined;

  constructor(code: number, reason: string, message: string, details?: Details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The Status object (meta/v1) that is sent. */
  status(): JsonObject {
    const details = this.details && (JSON.parse(JSON.stringify(this.details)) as JsonObject);
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: this.message,
      ...(this.reason ? { reason: this.reason } : {}),
      ...(details ? { details } : {}),
      code: this.code,
    };
  }
}

interface Named {
  readonly group: string;
  readonly plural: string;
}

const full = ({ group, plural }: Named): string => (group ? `${plural}.${group}` : plural);
const about = ({ group, plural }: Named, name: string) => ({
  ...(name ? { name } : {}),
  ...(group ? { group } : {}),
  kind: plural,
});

export const notFound = (type: Named, name: string): ApiError =>
  new ApiError(404, "NotFound", `${full(type)} ${JSON.stringify(name)} not found`, about(type, name));

export const alreadyExists = (type: Named, name: string): ApiError =>
  new ApiError(409, "AlreadyExists", `${full(type)} ${JSON.stringify(name)} already exists`, about(type, name));

export const conflict = (type: Named, name: string, why: string): ApiError =>
  new ApiError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${full(type)} ${JSON.stringify(name)}: ${why}`,
    about(type, name),
  );

export const badRequest = (message: string): ApiError => new ApiError(400, "BadRequest", message);

export const forbidden = (type: Named, name: string, why: string): ApiError =>
  new ApiError(403, "Forbidden", `${full(type)} ${JSON.stringify(name)} is forbidden: ${why}`, about(type, name));

export const unsupportedMethod = (): ApiError =>
  new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {});

export const expired = (message: string): ApiError => new ApiError(410, "Expired", message);

/** The 422 of an object that breaks its kind's rules; `kind` is the object's kind, not its plural. */
export function invalid(type: { group: string; kind: string }, name: string, causes: readonly Cause[]): ApiError {
  const title = type.group ? `${type.kind}.${type.group}` : type.kind;
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  return new ApiError(422, "Invalid", `${title} ${JSON.stringify(name)} is invalid: ${list}`, {
    ...(name ? { name } : {}),
    ...(type.group ? { group: type.group } : {}),
    ...(type.kind ? { kind: type.kind } : {}),
    causes,
  });
}
