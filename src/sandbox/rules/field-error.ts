import type { Cause } from "../api/error.ts";

/** What is wrong with one field, in apimachinery's words ("Invalid value: …", "Required value: …"). */
export type FieldError = Cause;

const shown = (value: unknown): string => JSON.stringify(value) ?? "null";

const error = (field: string, reason: string, head: string, detail: string): FieldError => ({
  reason,
  message: detail ? `${head}: ${detail}` : head,
  field,
});

export const required = (field: string, detail = ""): FieldError =>
  error(field, "FieldValueRequired", "Required value", detail);

export const invalidValue = (field: string, value: unknown, detail: string): FieldError =>
  error(field, "FieldValueInvalid", `Invalid value: ${shown(value)}`, detail);

export const duplicate = (field: string, value: unknown): FieldError =>
  error(field, "FieldValueDuplicate", `Duplicate value: ${shown(value)}`, "");

export const forbiddenField = (field: string, detail: string): FieldError =>
  error(field, "FieldValueForbidden", "Forbidden", detail);

export const notFoundValue = (field: string, value: unknown): FieldError =>
  error(field, "FieldValueNotFound", `Not found: ${shown(value)}`, "");

export const tooLong = (field: string, most: number): FieldError =>
  error(field, "FieldValueTooLong", "Too long", `may not be more than ${most} bytes`);

/** A value that is not one of a few. */
export const unsupported = (field: string, value: unknown, supported: readonly string[]): FieldError =>
  error(
    field,
    "FieldValueNotSupported",
    `Unsupported value: ${shown(value)}`,
    `supported values: ${supported.map((one) => JSON.stringify(one)).join(", ")}`,
  );
