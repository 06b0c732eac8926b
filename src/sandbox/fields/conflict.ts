import { ApiError } from "../api/error.ts";
import { type FieldSet, pathsOf, pathText } from "./field-set.ts";
import type { Managed } from "./managers.ts";

/** Fields of somebody else that an apply would change. */
export interface Clash {
  readonly manager: Managed;
  readonly fields: FieldSet;
}

/** The 409 of an apply that is not forced. */
export function applyConflict(clashes: readonly Clash[]): ApiError {
  const causes = clashes.flatMap(({ manager, fields }) =>
    [...pathsOf(fields)].map((path) => ({
      reason: "FieldManagerConflict",
      message: `conflict with ${managerText(manager)}`,
      field: pathText(path),
    })),
  );
  const [only] = causes;
  const text =
    causes.length === 1 && only
      ? `Apply failed with 1 conflict: ${only.message}: ${only.field}`
      : `Apply failed with ${causes.length} conflicts: ${clashes.map(clashText).sort().join("\n")}`;
  return new ApiError(409, "Conflict", text, { causes });
}

function clashText({ manager, fields }: Clash): string {
  const paths = [...pathsOf(fields)].map(pathText);
  return [`conflicts with ${managerText(manager)}:`, ...paths.map((path) => `- ${path}`)].join("\n");
}

function managerText({ name, operation, apiVersion, subresource }: Managed): string {
  const part = subresource ? ` with subresource ${JSON.stringify(subresource)}` : "";
  return `${JSON.stringify(name)}${part}${operation === "Update" ? ` using ${apiVersion}` : ""}`;
}
